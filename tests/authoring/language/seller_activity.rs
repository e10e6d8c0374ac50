//! `seller-activity`: stages and verifiers that name what the seller did.

use coach::authoring::lint::language::{Rule, seller_activity};

/// Titles of stages that say where the seller is.
const SELLERS_TITLES: &[&str] = &[
    "Demo",
    "Product demo",
    "Demo given",
    "Demo scheduled",
    "Demonstration",
    "Discovery",
    "Discovery call",
    "Intro call",
    "First meeting",
    "Qualification",
    "Qualified",
    "Prospecting",
    "Outreach",
    "Pitch",
    "Presentation",
    "Proposal",
    "Proposal sent",
    "Proposal / quote",
    "Quote",
    "Quote sent",
    "Contract sent",
    "Negotiation",
    "Negotiation and closing",
    "Proposal and negotiation",
    "Objection handling",
    "Closing",
    "Closed won",
    "Closed lost",
    "Close the deal",
    "Follow-up",
    "Follow up call",
    "Lead",
    "New lead",
    "Contacted",
    "Lead created",
    "Nurturing",
    "Marketing qualified lead",
    "Sales call",
    "Needs analysis",
    "Upsell",
];

/// Sentences and answers that verify the seller's diligence.
const SELLERS_ACTS: &[&str] = &[
    "We gave a demo",
    "We have sent the proposal",
    "Has the proposal been sent?",
    "Was the demo given?",
    "Did we send a quote?",
    "Have we shown them the product?",
    "The rep presented the offer",
    "A quote was issued",
    "Contract sent to legal",
    "Slides shared",
    "I called them twice",
    "Our team has delivered a prover and the demo was held",
    "NDA sent",
    "Pricing presented",
    "We've identified the buyer",
    "We followed up by email",
    "Send a proposal",
    "The prospect was contacted",
    "Meeting booked",
    "Case study sent",
    "References provided",
];

/// Titles, questions and answers in which the buyer does something.
const BUYERS: &[&str] = &[
    "Problem",
    "Options",
    "Requirements",
    "Selection",
    "Validation",
    "Consensus",
    "Agreement",
    "Decision",
    "Trial",
    "Budget",
    "Should we do anything about this?",
    "What could solve it?",
    "What must it do?",
    "Does this one fit?",
    "Are we sure?",
    "Do we agree, and who does the work?",
    "Is leaving worth the trouble?",
    "Getting the others on board",
    "Weighing the choices",
    "Checking it ourselves",
    "Signature",
    "Living with it",
    "Renewal",
    "They have read our proposal and named what is missing",
    "They compared the quote with two others",
    "The buyer asked for a demo with their own data",
    "They sent us three real invoices",
    "Their lawyer has marked up the contract",
    "Contract signed",
    "They presented the case to their board",
    "Whom on your side have we met?",
    "Do we keep every one of your limits?",
    "Where do we fall short?",
    "Who saw the trial, and what did they say?",
    "What do you call it when a delivery fails?",
    "They wait for something from us",
    "They showed us how they plan today",
    "Is the lead time short enough?",
    "What does your follow-up with patients look like?",
    "How do you send quotes to your own customers?",
    "Which documents were made public?",
    "They booked a meeting with their security team",
    "Your team has shared samples with the laboratory",
    "Approved by them, in writing",
    "Board presentation",
    "Cost forecast",
    "What did we learn from the trial?",
    "Have we made sure of our people?",
    "We wrote it ourselves",
    "On our own servers only",
    "Is it called something else in your plants?",
    "Trial completed",
];

#[test]
fn is_found_in_the_titles_of_sellers_stages() {
    assert_eq!(unflagged(SELLERS_TITLES), Vec::<&str>::new());
}

#[test]
fn is_found_in_what_a_seller_did() {
    assert_eq!(unflagged(SELLERS_ACTS), Vec::<&str>::new());
}

#[test]
fn is_not_found_in_a_buyers_job_or_act() {
    let flagged: Vec<&&str> =
        BUYERS.iter().filter(|text| !seller_activity(text).is_empty()).collect();
    assert_eq!(flagged, Vec::<&&str>::new());
}

#[test]
fn points_at_the_act_and_says_what_to_write() {
    let found = seller_activity("Done when the proposal was sent.");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].range, 14..31);
    assert_eq!(found[0].message, "`proposal was sent` is done by the seller");
    assert!(found[0].suggestion.as_deref().unwrap().contains("what the buyer says or does"));
    assert_eq!(Rule::SellerActivity.check("Done when the proposal was sent."), found);
}

fn unflagged(texts: &[&'static str]) -> Vec<&'static str> {
    texts.iter().copied().filter(|text| seller_activity(text).is_empty()).collect()
}
