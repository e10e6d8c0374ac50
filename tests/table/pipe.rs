//! `coach score` as a pipe for each part of a table that is spread over many machines, as
//! `docs/warehouse.md` shows it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

/// What stands around the lines of the page: more parts than rows that are left in one of the two halves, so
/// that some are without rows.
const BEFORE: &str = "
from pyspark.sql import SparkSession
spark = SparkSession.builder.master('local[2]').config('spark.ui.enabled', 'false').getOrCreate()
rows = spark.read.csv('opportunities.csv', header=True).repartition(8)
rows = rows.union(rows.where('Vans < 0').repartition(3))
";
const AFTER: &str = "
for row in verdicts.select('id', 'verdict').collect():
    print(row.id + ',' + row.verdict)
";

#[test]
fn a_pipe_for_each_part_hands_out_the_verdicts_of_the_whole() {
    let Ok(python) = std::env::var("COACH_SPARK") else {
        return eprintln!("left out: COACH_SPARK is not set, see .ci/spark");
    };
    let folder = TempDir::new().unwrap();
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/opportunities");
    for entry in fs::read_dir(examples).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), folder.path().join(entry.file_name())).unwrap();
    }
    let script = [BEFORE, &shown(), AFTER].join("\n");
    let piped = lines(Command::new(python).args(["-c", &script]), &folder);
    let command = ["score", "opportunities.csv", "-m", "opportunities.map.yaml"];
    let mut whole = Command::new(env!("CARGO_BIN_EXE_coach"));
    let whole = lines(whole.args(command).args(["--columns", "id,verdict"]), &folder);
    assert_eq!(whole.len(), 401, "with the names of the columns");
    for (id, verdict) in &piped {
        assert_eq!(whole.get(id), Some(verdict), "{id}");
    }
    assert_eq!(piped.len() + 1, whole.len());
}

/// The lines of Python on the page.
fn shown() -> String {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/warehouse.md");
    let page = fs::read_to_string(page).unwrap();
    let (_, code) = page.split_once("```python\n").unwrap();
    let code = code.split_once("```").unwrap().0;
    assert!(code.contains("/usr/local/bin"));
    code.replace("/usr/local/bin", &coach_folder())
}

fn coach_folder() -> String {
    Path::new(env!("CARGO_BIN_EXE_coach")).parent().unwrap().display().to_string()
}

/// Lines of an id and a verdict that a command prints.
fn lines(command: &mut Command, folder: &TempDir) -> BTreeMap<String, String> {
    let output = command.current_dir(folder.path()).output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    let text = String::from_utf8(output.stdout).unwrap();
    let pairs = text.lines().filter_map(|line| line.split_once(','));
    pairs.map(|(id, verdict)| (id.to_owned(), verdict.to_owned())).collect()
}
