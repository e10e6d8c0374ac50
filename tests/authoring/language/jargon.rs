//! `jargon-to-buyer`: the seller's words, said to the buyer.

use coach::authoring::lint::language::jargon_to_buyer;

/// Words that a buyer would not use for themselves, each in a sentence and as it is found there.
const JARGON: &[(&str, &str)] = &[
    ("Who is the decision maker for this?", "decision maker"),
    ("Are you the decision-maker?", "decision-maker"),
    ("Which decision makers have to agree?", "decision makers"),
    ("Would you be our champion?", "champion"),
    ("Who is the economic buyer?", "economic buyer"),
    ("Who sits on the buying committee?", "buying committee"),
    ("Who is the gatekeeper here?", "gatekeeper"),
    ("Who are the key stakeholders?", "key stakeholders"),
    ("What are your biggest pain points?", "pain points"),
    ("Where is the pain point?", "pain point"),
    ("Tell me about your pain.", "pain"),
    ("Do you have budget authority?", "budget authority"),
    ("Who has purchasing authority?", "purchasing authority"),
    ("Is there a compelling event?", "compelling event"),
    ("What are your decision criteria?", "decision criteria"),
    ("How long is your paper process?", "paper process"),
    ("How does our value proposition sound?", "value proposition"),
    ("Where are you in your buying journey?", "buying journey"),
    ("You are in our pipeline for this quarter.", "pipeline"),
    ("You came to us as an MQL.", "MQL"),
    ("You are a qualified lead for us.", "qualified lead"),
    ("Let me qualify you first.", "qualify you"),
    ("When can we close this deal?", "close this deal"),
    ("Our expected close date is in March.", "close date"),
    ("You fit our ideal customer profile.", "ideal customer profile"),
    ("Shall we write a mutual action plan?", "mutual action plan"),
    ("I have a few BANT questions.", "BANT"),
    ("We ask all prospects this.", "prospects"),
    ("I would like to upsell your branches.", "upsell"),
    ("Let us handle your objections.", "objections"),
    ("This is low-hanging fruit for you.", "low-hanging fruit"),
    ("It is a no-brainer for you.", "no-brainer"),
    ("How do we get to a technical win?", "technical win"),
    ("Thanks for joining the discovery call.", "discovery call"),
    ("I am your SDR.", "SDR"),
    ("Where do you see synergies?", "synergies"),
];

/// Plain words, and words that belong to the buyer's own trade.
const PLAIN: &[&str] = &[
    "Who decides about this?",
    "Who can spend this much, and who has to agree?",
    "What goes wrong, and how often?",
    "What hurts most when a delivery is late?",
    "Who wants this most?",
    "What will you compare?",
    "By when does it have to work?",
    "What is the lead time of a part?",
    "Who is the team lead?",
    "How long does a build pipeline run?",
    "How many data pipelines do you run?",
    "Is the gas pipeline part of the site?",
    "How do you fill your pipeline?",
    "Which of your sales stages take longest?",
    "How many patients come to the pain clinic?",
    "What is the disk quota of a user?",
    "When do you close the books?",
    "When does the branch close?",
    "Who has the authority to grant an exception?",
    "Who qualifies as a small supplier under your rules?",
    "Is there a prospect of a second site?",
    "How do your prospects hear of you?",
    "Which stage of the harvest is this?",
    "What is your plan if it fails?",
    "Do you have a contract with another supplier?",
    "Does the spiced tea sell well?",
    "Is chronic pain part of what you treat?",
];

#[test]
fn is_found_word_for_word() {
    for (text, word) in JARGON {
        let found = jargon_to_buyer(text);
        let words: Vec<&str> = found.iter().map(|found| &text[found.range.clone()]).collect();
        assert_eq!(words, [*word], "{text}");
        assert!(found[0].message.starts_with(&format!("`{word}` ")), "{}", found[0].message);
        assert!(found[0].suggestion.is_some(), "{text}");
    }
}

#[test]
fn is_not_found_in_plain_words_or_the_buyers_own() {
    let flagged: Vec<&&str> =
        PLAIN.iter().filter(|text| !jargon_to_buyer(text).is_empty()).collect();
    assert_eq!(flagged, Vec::<&&str>::new());
}

#[test]
fn is_found_as_often_as_it_is_said() {
    let text = "Which decision maker is your champion, and who has budget authority?";
    let found = jargon_to_buyer(text);
    let words: Vec<&str> = found.iter().map(|found| &text[found.range.clone()]).collect();
    assert_eq!(words, ["decision maker", "champion", "budget authority"]);
}
