//! Menus where inquire can't be handed the keys that are its own: drawn by us, out of what
//! [`OpenMenu`] keeps, and looking as inquire's do.

use std::collections::BTreeSet;
use std::io::{self, Write};

use super::canvas::{Canvas, GUTTER, erase_up, size, wrapped};
use super::keyboard::Inputs;
use super::menu_lines::{BEFORE_OPTION, BESIDE_OPTIONS, page_size, rows_of};
use super::open_menu::OpenMenu;
use crate::interview::ask::Broken;
use crate::text::styles::Role;

/// Lets one of some options be chosen; they are made anew for each width. What else was said is left
/// in the menu.
pub(super) fn select(
    canvas: &mut Canvas,
    inputs: &mut Inputs,
    options: impl Fn() -> Vec<String>,
    menu: &mut OpenMenu,
    keys: impl Fn() -> &'static str,
) -> Result<Option<usize>, Broken> {
    let is_chosen = run(canvas, inputs, options, menu, keys, |_| Ok(()))?;
    Ok(is_chosen.then_some(menu.at))
}

/// Lets some of some options be ticked. What else was said is left in the menu.
pub(super) fn tick(
    canvas: &mut Canvas,
    inputs: &mut Inputs,
    options: impl Fn() -> Vec<String>,
    menu: &mut OpenMenu,
    keys: impl Fn() -> &'static str,
    check: impl Fn(&BTreeSet<usize>) -> Result<(), &'static str>,
) -> Result<Option<BTreeSet<usize>>, Broken> {
    let ticked = |menu: &OpenMenu| menu.ticked.clone().unwrap_or_default();
    let is_done = run(canvas, inputs, options, menu, keys, |menu| check(&ticked(menu)))?;
    Ok(is_done.then(|| ticked(menu)))
}

/// Draws a menu and takes keys until one of them closes it; whether that one took what is chosen.
fn run(
    canvas: &mut Canvas,
    inputs: &Inputs,
    options: impl Fn() -> Vec<String>,
    menu: &mut OpenMenu,
    keys: impl Fn() -> &'static str,
    check: impl Fn(&OpenMenu) -> Result<(), &'static str>,
) -> Result<bool, Broken> {
    let mut problem = None;
    loop {
        let options = options();
        menu.lines = options.len();
        menu.page_size = page_size(canvas, &options);
        let drawn = draw(canvas, menu, &options, keys(), problem)?;
        let input = inputs.next();
        erase_up(drawn)?;
        let given = menu.take(input?);
        if std::mem::take(&mut menu.is_to_be_drawn) {
            canvas.repaint(rows_of(&options) + BESIDE_OPTIONS)?;
        } else if OpenMenu::goes_back(&given) {
            return Ok(false);
        } else if OpenMenu::takes(&given) {
            match check(menu) {
                Ok(()) => return Ok(true),
                Err(told) => problem = Some(told),
            }
        }
    }
}

/// Draws the part of a menu around what is chosen, and says how many rows that takes.
fn draw(
    canvas: &Canvas,
    menu: &OpenMenu,
    options: &[String],
    keys: &str,
    problem: Option<&str>,
) -> io::Result<usize> {
    let mut lines = Vec::new();
    let (width, _) = size();
    for (place, line) in
        problem.iter().flat_map(|told| wrapped(told, width, BEFORE_OPTION)).enumerate()
    {
        let mark = if place == 0 { "│  ▲" } else { "│   " };
        lines.push(format!("{} {line}", canvas.paint(Role::Bad, mark)));
    }
    let last_begin = options.len().saturating_sub(menu.page_size);
    let begin = menu.at.saturating_sub(menu.page_size / 2).min(last_begin);
    for (place, option) in options.iter().enumerate().skip(begin).take(menu.page_size) {
        let ticked = menu.ticked.as_ref().map(|ticked| ticked.contains(&place));
        lines.push(option_line(canvas, option, place == menu.at, ticked));
    }
    lines.push(canvas.paint(Role::Hint, &format!("[{keys}]")));
    let text = lines.join("\n");
    let mut error = io::stderr().lock();
    writeln!(error, "{}\n{text}", canvas.paint(Role::Hint, GUTTER))?;
    error.flush()?;
    Ok(text.lines().count() + 1)
}

/// An option with what stands before it.
fn option_line(canvas: &Canvas, option: &str, is_chosen: bool, ticked: Option<bool>) -> String {
    let checkbox = match ticked {
        None => "",
        Some(true) => "[x] ",
        Some(false) => "[ ] ",
    };
    let text = format!("{checkbox}{option}");
    match is_chosen {
        true => canvas.paint(Role::Name, &format!("│  ❯ {text}")),
        false => format!("{} {text}", canvas.paint(Role::Hint, "│   ")),
    }
}
