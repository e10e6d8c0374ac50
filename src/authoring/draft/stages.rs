//! The buyer's stages that are offered, each with the one question that tells when it is done.

use super::ids::id_of_words;

/// The question about a date, which belongs to the first stage.
pub(super) const DATED: &str = "dated";

/// One job in the buyer's process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    /// The stage's id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// The question that the buyer answers for themselves in it.
    pub buyer_asks: String,
    /// What is asked and decided in it.
    pub(super) content: Content,
}

/// The question of a stage, and what its answers mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Content {
    pub(super) advice: String,
    pub(super) question: &'static str,
    pub(super) ask: String,
    pub(super) why: &'static str,
    pub(super) listen_for: [&'static str; 2],
    /// Speaks for a fit, is in between, and rules it out; each an id and a label.
    pub(super) options: [(&'static str, &'static str); 3],
    /// Whether the stage is done with the answer in between, too.
    pub(super) half_is_done: bool,
    pub(super) strong: (&'static str, &'static str),
    pub(super) against: &'static str,
    pub(super) because: String,
    pub(super) say: &'static str,
    pub(super) instead: &'static str,
}

impl Stage {
    /// A stage of one's own. Where it is called as one that is offered, it has that one's question.
    pub fn new(title: &str, buyer_asks: &str) -> Self {
        let id = id_of_words(title);
        let id = if id.is_empty() { "stage".to_owned() } else { id };
        if let Some(offered) = offered().into_iter().find(|stage| stage.id == id) {
            let asks = if buyer_asks.is_empty() { &offered.buyer_asks } else { buyer_asks };
            return Self { title: title.to_owned(), buyer_asks: asks.to_owned(), ..offered };
        }
        let content = own_content(buyer_asks);
        Self { id, title: title.to_owned(), buyer_asks: buyer_asks.to_owned(), content }
    }

    /// The same, with other words for what the buyer asks themselves.
    pub fn asking(&self, buyer_asks: &str) -> Self {
        Self { id: self.id.clone(), ..Self::new(&self.title, buyer_asks) }
    }

    /// The same beside these: with a number to its id where another stage of one's own has that id
    /// by chance. `None` where it is one of them.
    pub fn beside(self, others: &[Self]) -> Option<Self> {
        let is_taken = |id: &str| others.iter().any(|other| other.id == id);
        let is_there = |other: &Self| other.title == self.title;
        if !is_taken(&self.id) {
            return Some(self);
        }
        if !self.content.question.is_empty() || others.iter().any(is_there) {
            return None;
        }
        let id = (2..).map(|number| format!("{}_{number}", self.id)).find(|id| !is_taken(id))?;
        Some(Self { id, ..self })
    }

    /// The id of its question.
    pub(super) fn question_id(&self) -> String {
        match self.content.question {
            "" => format!("{}_answer", self.id),
            id => id.to_owned(),
        }
    }

    /// The id of the signal.
    pub(super) fn strong_rule(&self) -> String {
        match self.content.strong.0 {
            "" => format!("{}_settled", self.id),
            id => id.to_owned(),
        }
    }

    /// The id of the disqualifier.
    pub(super) fn against_rule(&self) -> String {
        match self.content.against {
            "" => format!("{}_speaks_against", self.id),
            id => id.to_owned(),
        }
    }
}

/// The stages that are offered, in their order.
pub fn offered() -> Vec<Stage> {
    vec![problem(), options(), requirements(), selection(), consensus()]
}

fn stage(id: &str, title: &str, buyer_asks: &str, content: Content) -> Stage {
    let (id, title, buyer_asks) = (id.to_owned(), title.to_owned(), buyer_asks.to_owned());
    Stage { id, title, buyer_asks, content }
}

fn problem() -> Stage {
    let content = Content {
        advice: "Help them put a figure on it before anybody talks about an offer. If it costs \
                 little, say so first."
            .to_owned(),
        question: "consequence",
        ask: "What happens if nothing changes for a year?".to_owned(),
        why: "A problem without a consequence ends in no decision.",
        listen_for: ["a figure that they worked out themselves", "a shrug, which is an answer too"],
        options: [
            ("measured", "They gave a figure and how they got to it"),
            ("described", "They described what would happen, without a figure"),
            ("none", "Nothing much would happen"),
        ],
        half_is_done: true,
        strong: ("felt", "They have put a figure on it themselves."),
        against: "no_consequence",
        because: "Nothing much would happen if they left it as it is.".to_owned(),
        say: "From what you tell me, this can stay as it is. In your place I would leave it.",
        instead: "Leave it as it is, and look again when it begins to cost something.",
    };
    stage("problem", "Problem", "Should we do anything about this?", content)
}

fn options() -> Stage {
    let content = Content {
        advice: "Put leaving it as it is on the list, and be fair to it: who has not turned it \
                 down for a reason goes back to it."
            .to_owned(),
        question: "considered",
        ask: "What could solve this, leaving it as it is among the answers?".to_owned(),
        why: "What they do today is the strongest alternative there is.",
        listen_for: ["what they liked about each way", "who among them stands behind which"],
        options: [
            ("several", "They named several ways, leaving it as it is among them"),
            ("one", "They named one way alone"),
            ("another", "They have settled on another way already"),
        ],
        half_is_done: false,
        strong: ("weighed", "They have weighed it against leaving things as they are."),
        against: "settled_on_another",
        because: "They have settled on another way already.".to_owned(),
        say: "You have found a way that you trust. Another offer would only cost you time.",
        instead: "The way that they have settled on.",
    };
    stage("options", "Options", "What could solve it?", content)
}

fn requirements() -> Stage {
    let content = Content {
        advice: "Ask for their list before you show yours, and look early for the limit that \
                 rules you out."
            .to_owned(),
        question: "criteria",
        ask: "What must any solution do for you?".to_owned(),
        why: "Without an order every point weighs the same, and the choice falls to price.",
        listen_for: ["the points that they would not give up", "who set the order"],
        options: [
            ("ranked", "Written down, in order of weight"),
            ("spoken", "Told, and not written down"),
            ("beyond_us", "Above all something that we don't do"),
        ],
        half_is_done: false,
        strong: ("clear_needs", "They know what they need, and in which order."),
        against: "need_beyond_us",
        because: "What they need above all is something that we don't do.".to_owned(),
        say: "What you need above all is something that we don't do, and we won't pretend to.",
        instead: "An offer that is made for what they need above all.",
    };
    stage("requirements", "Requirements", "What must it do?", content)
}

fn selection() -> Stage {
    let content = Content {
        advice: "Let them hold your offer against their list line by line, and show them the weak \
                 lines yourself."
            .to_owned(),
        question: "gap",
        ask: "Laid beside your list, where do we fall short?".to_owned(),
        why: "They will find the gap anyway. It counts for you if they find it with you.",
        listen_for: ["a need that they quietly give up", "a way around it that they have tried"],
        options: [
            ("none", "Nowhere that matters"),
            ("workaround", "Somewhere, with a way around it that they accept"),
            ("blocking", "In something that they can't do without"),
        ],
        half_is_done: true,
        strong: ("no_gap", "It does what they need."),
        against: "blocking_gap",
        because: "It falls short in something that they can't do without.".to_owned(),
        say: "In this we fall short, and you can't do without it. We are the wrong choice for you.",
        instead: "An offer without that gap.",
    };
    stage("selection", "Selection", "Does this one fit?", content)
}

fn consensus() -> Stage {
    let content = Content {
        advice: "Ask who has yet to be heard, and help them say their doubts aloud.".to_owned(),
        question: "agreement",
        ask: "Who has agreed to this so far?".to_owned(),
        why: "Somebody who was not asked comes back at the end with a reason against it.",
        listen_for: ["names, and what each of them said", "somebody who is left out"],
        options: [
            ("everybody", "Everybody who has a say in it"),
            ("some", "Some of them"),
            ("stopped", "Somebody who can stop it is against it"),
        ],
        half_is_done: false,
        strong: ("agreed", "Everybody who has a say has agreed."),
        against: "stopped_inside",
        because: "Somebody who can stop it is against it.".to_owned(),
        say: "As long as somebody who can stop this is against it, it would end badly for you.",
        instead: "Settle it among themselves first, and look again after that.",
    };
    stage("consensus", "Consensus", "Do we agree?", content)
}

/// The content of a stage of which nothing is known but what the buyer asks themselves.
fn own_content(buyer_asks: &str) -> Content {
    Content {
        advice: "Done when they have answered it for themselves, and said so.".to_owned(),
        question: "",
        ask: format!("Where have you got to with this: {buyer_asks}"),
        why: "The stage is done when they have an answer of their own, not when we have one.",
        listen_for: ["who among them has said so", "what is still in its way"],
        options: [
            ("settled", "They have answered it for themselves"),
            ("open", "They are still at it"),
            ("against", "Their own answer speaks against it"),
        ],
        half_is_done: false,
        strong: ("", "They have answered it for themselves."),
        against: "",
        because: format!("Their own answer speaks against it: {buyer_asks}"),
        say: "Your own answer speaks against it. In your place I would go by that.",
        instead: "What their own answer points to.",
    }
}
