//! Tables: the rows of a CRM's export, judged by a playbook under a map.
//!
//! | what | where |
//! | --- | --- |
//! | which column answers which question, and how | [`map`] |
//! | the rows of a file, whatever it is: every cell a text, nothing inferred | [`reading`] |
//! | what the cells of a row answer, and why one answers nothing | [`answers`], `cell_words`, [`numerals`] |
//! | what is right for whom a row tells of | [`scoring`] |
//! | a playbook as a statement for a warehouse | [`sql`] |
//! | a map drafted from what stands in a table | [`draft`] |
//! | what the buyer decided, in a cell | [`outcomes`] |
//! | what was said of them, against what they decided | [`calibration`] |

pub mod answers;
pub mod calibration;
mod cell_words;
pub mod draft;
pub mod map;
pub mod numerals;
pub mod outcomes;
pub mod reading;
pub mod scoring;
pub mod sql;
