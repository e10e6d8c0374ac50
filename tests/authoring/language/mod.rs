//! The language rules, held against questions, titles and words that people use.

mod figures;
mod jargon;
mod playbooks;
mod questions;
mod seller_activity;
