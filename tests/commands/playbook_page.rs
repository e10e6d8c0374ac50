//! A playbook as a page of Markdown: what the page of text says, and no text of it becomes markup.

use coach::playbook::load::load;
use coach::playbook::{Kind, Playbook, Scale};
use coach::report::authoring::playbook::markdown;
use coach::text::source::SourceFile;

use crate::check_formats::markdown::{markup_in, outline};
use crate::desk::Desk;

/// A playbook in which most keys stand, and one with points, groups and bands.
const PLAYBOOKS: [&str; 2] =
    [include_str!("../data/clinic-scheduling.yaml"), include_str!("../data/qualification.yaml")];

/// The page of a playbook all whose texts are this one.
fn page_of(playbook: &str, text: &str) -> String {
    let mut playbook = load(SourceFile::new("playbook.yaml", playbook)).unwrap();
    texts_of(&mut playbook).into_iter().for_each(|one| *one = text.to_owned());
    let mut page = Vec::new();
    markdown::write(&playbook, &mut page).unwrap();
    String::from_utf8(page).unwrap()
}

/// Every text that a person writes into a playbook.
fn texts_of(playbook: &mut Playbook) -> Vec<&mut String> {
    let offer = &mut playbook.offer;
    let mut texts = vec![&mut playbook.title, &mut playbook.summary, &mut offer.name];
    texts.push(&mut offer.solves);
    texts.extend(&mut offer.not_for);
    for stage in &mut playbook.stages {
        texts.extend([&mut stage.title, &mut stage.buyer_asks]);
        texts.extend(stage.advice.iter_mut().chain(&mut stage.sources));
    }
    for question in &mut playbook.questions {
        texts.push(&mut question.ask);
        texts.extend(question.why.iter_mut().chain(&mut question.who_knows));
        texts.extend(question.listen_for.iter_mut().chain(&mut question.sources));
        match &mut question.kind {
            Kind::Choice { options, .. } | Kind::Choices { options } => {
                texts.extend(options.iter_mut().map(|option| &mut option.label));
            }
            Kind::Number(kind) => texts.extend(&mut kind.unit),
            Kind::YesNo { .. } | Kind::Text => {}
        }
    }
    for rule in &mut playbook.rules {
        texts.push(&mut rule.because);
        texts.extend(rule.until.iter_mut().chain(&mut rule.say).chain(&mut rule.instead));
        texts.extend(&mut rule.sources);
    }
    for value in &mut playbook.values {
        texts.push(&mut value.title);
        texts.extend(&mut value.unit);
    }
    for group in &mut playbook.groups {
        texts.push(&mut group.title);
        texts.extend(&mut group.next);
    }
    if let Scale::Bands(bands) = &mut playbook.scale {
        for band in bands {
            texts.push(&mut band.title);
            texts.extend(band.next.iter_mut().chain(&mut band.say).chain(&mut band.instead));
        }
    }
    texts
}

#[test]
fn no_text_of_a_playbook_becomes_markup() {
    for playbook in PLAYBOOKS {
        let plain = page_of(playbook, "plain");
        for text in [
            "# a *b* [c](http://d) <e> | ~~f~~ _g_ &amp; ![h](i)",
            "- a",
            "1. a",
            "> a",
            "=====",
            "a\n\n# b\n\n- c",
            "***",
            "<script>a</script>",
        ] {
            let page = page_of(playbook, text);
            assert!(markup_in(&page).is_empty(), "{:?} in {page}", markup_in(&page));
            assert_eq!(outline(&page), outline(&plain), "{text:?}: {page}");
        }
        let page = page_of(playbook, "ask @team of #12");
        assert!(!page.replace("`@team`", "").contains("@team"), "nobody is notified: {page}");
    }
}

#[test]
fn the_markdown_says_what_the_page_of_text_does() {
    let desk = Desk::with_acme();
    desk.write("qualification.yaml", PLAYBOOKS[1]);
    for playbook in ["clinic-scheduling", "./qualification.yaml"] {
        let show = ["playbook", "show", playbook, "-f"];
        let shown = |format| desk.coach(&[&show[..], &[format]].concat()).succeeded().stdout;
        let (text, markdown) = (shown("text"), shown("markdown"));
        // What is left are words alone.
        let words = |page: &str| {
            let signs = |one: char| matches!(one, '#' | '*' | '-' | ':' | '`');
            let page = page.replace('\\', "").replace(signs, " ");
            page.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        assert_eq!(words(&markdown), words(&text));
        assert!(markdown.starts_with("# "), "{markdown}");
        assert!(markdown.contains("\n\n## The offer\n\n"), "{markdown}");
        assert!(markup_in(&markdown).is_empty(), "{markdown}");
    }
}
