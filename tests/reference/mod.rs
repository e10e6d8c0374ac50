//! An independent judge: every answer of the engine, worked out from the definitions by looking
//! at all complete cases of a small playbook, one by one. It shares the plain data (playbook,
//! facts, assessment) with the engine and nothing else, and is as slow as that sounds.
//!
//! | part | what |
//! | --- | --- |
//! | `values` | the values of a question, and what a test or a fact says of one of them |
//! | `cases` | all complete cases of a playbook |
//! | `knowledge` | what several facts on one question leave together |
//! | `judge` | the brief's fields from the cases |
//! | `claims` | claims about a playbook from the cases |
//! | `tape` | the row of numbers that everything random is drawn from |
//! | `playbooks`, `deals`, `pairs` | small random playbooks with facts, for the judge |
//! | `logs` | random deals with a past, and what was known at the end of each day |
//! | `mutants` | new versions of a playbook |
//! | `many_numbers` | playbooks that tell as many numbers apart as they may |
//! | `large` | random playbooks of any size, and random complete cases of them |
//! | `worked` | random playbooks with values, and sampled complete cases of them |

#![allow(dead_code, reason = "each test and bench uses its own part of the judge")]

pub(crate) mod cases;
pub(crate) mod claims;
pub(crate) mod deals;
pub(crate) mod judge;
pub(crate) mod knowledge;
pub(crate) mod large;
pub(crate) mod logs;
pub(crate) mod many_numbers;
pub(crate) mod mutants;
pub(crate) mod pairs;
pub(crate) mod playbooks;
pub(crate) mod tape;
pub(crate) mod values;
pub(crate) mod worked;
