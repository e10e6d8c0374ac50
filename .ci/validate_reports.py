"""Holds reports against the official schemas of their formats.

    validate_reports.py SCHEMAS REPORT...

A report's ending says what it is: `.sarif` or `.xml` (JUnit). Prints what is wrong with which,
and exits with 1 if anything is.
"""

import json
import sys
from pathlib import Path

import jsonschema
from lxml import etree


def wrong_with_sarif(schema: Path, report: Path) -> list[str]:
    schema = json.loads(schema.read_text())
    checker = jsonschema.validators.validator_for(schema)
    checker.check_schema(schema)
    formats = jsonschema.FormatChecker()
    assert "uri-reference" in formats.checkers, "URIs would not be checked"
    errors = checker(schema, format_checker=formats).iter_errors(json.loads(report.read_text()))
    return [f"{error.json_path}: {error.message}" for error in errors]


def wrong_with_junit(schema: Path, report: Path) -> list[str]:
    checker = etree.XMLSchema(etree.parse(schema))
    checker.validate(etree.parse(report))
    return [f"line {error.line}: {error.message}" for error in checker.error_log]


def main(schemas: Path, reports: list[Path]) -> int:
    kinds = {
        ".sarif": (wrong_with_sarif, schemas / "sarif-schema-2.1.0.json"),
        ".xml": (wrong_with_junit, schemas / "junit-10.xsd"),
    }
    failed = 0
    for report in reports:
        check, schema = kinds[report.suffix]
        wrong = check(schema, report)
        failed += bool(wrong)
        print(f"{'wrong' if wrong else 'valid'}: {report.name}")
        for error in wrong[:20]:
            print(f"  {error}")
    return min(failed, 1)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), [Path(report) for report in sys.argv[2:]]))
