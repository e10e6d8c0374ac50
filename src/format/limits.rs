//! How much the files hold: far beyond what a conversation bears, and within what the engine can
//! hold.

/// The longest id, in characters: longer ones would not fit a line of any page.
pub const LONGEST_ID: usize = 64;
/// The stages of a playbook; buyers go through fewer than ten.
pub const MOST_STAGES: usize = 100;
/// The questions that an opening may have; with more than these a conversation has no other part.
pub const MOST_OPENING: i64 = 100;
/// What asking a question may cost: little, more, much; a seller tells no more apart.
pub const MOST_EFFORT: i64 = 3;
/// The questions of a playbook; nobody answers more than some dozens.
pub const MOST_QUESTIONS: usize = 500;
/// The rules of a playbook, all kinds together.
pub const MOST_RULES: usize = 1000;
/// Of a `choices` question; each option is something the engine decides on its own.
pub const MOST_OPTIONS: usize = 300;
/// Of a `choice` question; all its options fit one set of 128 cells.
pub const MOST_OPTIONS_OF_A_CHOICE: usize = 127;
/// How many questions may have to wait for each other by their `when`; each makes the tests that
/// the engine holds one level deeper.
pub const LONGEST_CHAIN: usize = 50;
/// Different numbers in the conditions on one question; they cut the line of numbers into at
/// most twice as many cells and one, and there are 128.
pub const MOST_NUMBERS: usize = 60;
/// The values of a playbook: as many as anybody would look at in a brief, several times over.
pub const MOST_VALUES: usize = 50;
/// The longest expression, in characters: some ten lines of it.
pub const LONGEST_EXPRESSION: usize = 1000;
/// How deep brackets, functions and signs may stand in each other.
pub const DEEPEST_EXPRESSION: usize = 32;
/// The questions and numbers of one value, with those of earlier values put in: they bound the
/// length of the fractions that it is worked out in, and the work of one look at it.
pub const MOST_OPERANDS: usize = 60;
/// Tests in all conditions together; a list of options in a `choices` set counts each.
pub const MOST_TESTS: usize = 2000;
/// The largest number that the size of a set is compared with; no set has more options.
pub const LARGEST_COUNT: i64 = 1000;
/// The heaviest signal, and with a minus the lightest.
pub const MOST_WEIGHT: i64 = 1000;
/// The threshold that no score can reach: all rules with the heaviest weight.
pub const MOST_THRESHOLD: i64 = MOST_WEIGHT * MOST_RULES as i64;
/// The groups of a playbook: more parts of one score nobody takes in.
pub const MOST_GROUPS: usize = 50;
/// The bands of a playbook; published checklists have two to five.
pub const MOST_BANDS: usize = 50;
/// The different numbers that a question may take of which each one gives points: every one of them
/// is a cell of its own, and there are 128 of those.
pub const MOST_EACH: i64 = 101;
/// What somebody proposes to have heard in one talk: several answers to each question of any playbook.
pub const MOST_PROPOSALS: usize = 2000;
/// The longest notes of a deal, in characters: room for what was written down in many calls.
pub const LONGEST_NOTES: usize = 100_000;
/// The longest name of a deal, a person or a playbook in a deal, in characters.
pub const LONGEST_LINE: usize = 500;
/// The statements about a decision that the buyer looks back with: those of the Decision Regret Scale
/// (Brehaut et al., Medical Decision Making 2003).
pub const STATEMENTS: usize = 5;
/// Who disagrees with such a statement.
pub const DISAGREE: i64 = 1;
/// Who agrees with it.
pub const AGREE: i64 = 5;
/// The most people who say something about one question.
pub const MOST_PEOPLE: usize = 100;
