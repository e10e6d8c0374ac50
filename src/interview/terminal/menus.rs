//! Menus: inquire's prompts, without words of their own, and with no keys but those that a menu
//! has.

use std::collections::BTreeSet;

use inquire::list_option::ListOption;
use inquire::ui::{Color, RenderConfig, StyleSheet, Styled};
use inquire::validator::Validation;
use inquire::{InquireError, MultiSelect, Select};

use super::canvas::{Canvas, GUTTER, erase_up, size, wrapped};
use super::keyboard::Inputs;
use super::menu_lines::{BEFORE_OPTION, BESIDE_OPTIONS, page_size, rows_of};
use super::open_menu::OpenMenu;
use crate::interview::ask::Broken;

/// Lets one of some options be chosen; they are made anew for each width. What else was said is left
/// in the menu.
pub(super) fn select(
    canvas: &mut Canvas,
    inputs: &mut Inputs,
    options: impl Fn() -> Vec<String>,
    menu: &mut OpenMenu,
    keys: impl Fn() -> &'static str,
) -> Result<Option<usize>, Broken> {
    prompt(canvas, inputs, menu, options, |looks, menu, inputs, options| {
        let prompt = Select::new("", options)
            .with_starting_cursor(menu.at)
            .with_page_size(menu.page_size)
            .without_filtering()
            .with_help_message(keys())
            .with_formatter(&|_| String::new())
            .with_render_config(looks);
        inputs.lend(menu, || prompt.raw_prompt()).map(|chosen| chosen.index)
    })
}

/// Lets some of some options be ticked. What else was said is left in the menu.
pub(super) fn tick(
    canvas: &mut Canvas,
    inputs: &mut Inputs,
    options: impl Fn() -> Vec<String>,
    menu: &mut OpenMenu,
    keys: impl Fn() -> &'static str,
    check: impl Fn(&BTreeSet<usize>) -> Result<(), &'static str> + Clone + 'static,
) -> Result<Option<BTreeSet<usize>>, Broken> {
    prompt(canvas, inputs, menu, options, |looks, menu, inputs, options| {
        let check = check.clone();
        let validator = move |chosen: &[ListOption<&String>]| {
            let ticked = chosen.iter().map(|option| option.index).collect();
            Ok(validation(check(&ticked)))
        };
        let ticked: Vec<usize> = menu.ticked.iter().flatten().copied().collect();
        let prompt = MultiSelect::new("", options)
            .with_default(&ticked)
            .with_starting_cursor(menu.at)
            .with_page_size(menu.page_size)
            .without_filtering()
            .with_help_message(keys())
            .with_validator(validator)
            .with_formatter(&|_| String::new())
            .with_render_config(looks);
        let chosen = inputs.lend(menu, || prompt.raw_prompt());
        chosen.map(|chosen| chosen.into_iter().map(|option| option.index).collect())
    })
}

/// Runs a prompt until it is answered, and takes it off the screen; where it has to be drawn anew,
/// it is run again as it was.
fn prompt<T>(
    canvas: &mut Canvas,
    inputs: &mut Inputs,
    menu: &mut OpenMenu,
    options: impl Fn() -> Vec<String>,
    run: impl Fn(
        RenderConfig<'static>,
        &mut OpenMenu,
        &mut Inputs,
        Vec<String>,
    ) -> Result<T, InquireError>,
) -> Result<Option<T>, Broken> {
    loop {
        let options = options();
        menu.lines = options.len();
        menu.page_size = page_size(canvas, &options);
        let needed = rows_of(&options) + BESIDE_OPTIONS;
        let outcome = run(look(canvas), menu, inputs, options);
        // The one line that inquire leaves.
        erase_up(1)?;
        let is_to_be_drawn = std::mem::take(&mut menu.is_to_be_drawn);
        match outcome {
            Err(InquireError::OperationCanceled) if is_to_be_drawn => canvas.repaint(needed)?,
            outcome => return back_or(outcome),
        }
    }
}

/// inquire's looks: everything along our gutter.
fn look(canvas: &Canvas) -> RenderConfig<'static> {
    let style = |colour: Color| match canvas.has_colour() {
        true => StyleSheet::new().with_fg(colour),
        false => StyleSheet::empty(),
    };
    let (dim, accent) = (style(Color::DarkGrey), style(Color::DarkCyan));
    let mut look = RenderConfig::empty()
        .with_prompt_prefix(Styled::new(GUTTER).with_style_sheet(dim))
        .with_answered_prompt_prefix(Styled::new(GUTTER).with_style_sheet(dim))
        .with_canceled_prompt_indicator(Styled::new(""))
        .with_highlighted_option_prefix(Styled::new("│  ❯").with_style_sheet(accent))
        .with_scroll_up_prefix(Styled::new("│  ↑").with_style_sheet(dim))
        .with_scroll_down_prefix(Styled::new("│  ↓").with_style_sheet(dim))
        .with_selected_option(Some(accent))
        .with_help_message(dim);
    look.unhighlighted_option_prefix = Styled::new("│   ").with_style_sheet(dim);
    look.error_message = look
        .error_message
        .with_prefix(Styled::new("│  ▲").with_style_sheet(style(Color::DarkYellow)))
        .with_message(style(Color::DarkYellow));
    look
}

/// A problem as inquire is to draw it.
fn validation(checked: Result<(), &'static str>) -> Validation {
    let (width, _) = size();
    match checked {
        Ok(()) => Validation::Valid,
        Err(problem) => {
            let lines = wrapped(problem, width, BEFORE_OPTION);
            Validation::Invalid(lines.join(&format!("\n{GUTTER}    ")).into())
        }
    }
}

/// What a prompt gave; Esc is `None`.
fn back_or<T>(result: Result<T, InquireError>) -> Result<Option<T>, Broken> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(InquireError::OperationCanceled) => Ok(None),
        Err(InquireError::OperationInterrupted) => Err(Broken::Interrupted),
        Err(InquireError::NotTTY) => Err(Broken::NoTerminal),
        Err(InquireError::IO(error)) => Err(Broken::Io(error)),
        Err(other) => Err(Broken::Io(std::io::Error::other(other.to_string()))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interview::terminal::first_look::FirstLook;
    use crate::interview::terminal::keys::{Input, Key};

    fn after(keys: &[Key], ticked: Option<BTreeSet<usize>>) -> (OpenMenu, Vec<u8>) {
        let mut menu = OpenMenu { lines: 5, page_size: 2, ticked, ..OpenMenu::default() };
        let given = keys.iter().flat_map(|key| menu.take(Input::Key(*key))).collect();
        (menu, given)
    }

    #[test]
    fn what_is_chosen_is_kept_as_inquire_keeps_it() {
        for (keys, at) in [
            (&[Key::Up][..], 4),
            (&[Key::Up, Key::Down], 0),
            (&[Key::Char('j'), Key::Char('j'), Key::Char('k')], 1),
            (&[Key::PageDown, Key::PageDown, Key::PageDown], 4),
            (&[Key::End, Key::PageUp], 2),
            (&[Key::End, Key::Home], 0),
        ] {
            assert_eq!(after(keys, None).0.at, at, "{keys:?}");
        }
        let keys = [Key::Char(' '), Key::Down, Key::Char(' '), Key::Up, Key::Char(' ')];
        assert_eq!(after(&keys, Some(BTreeSet::new())).0.ticked, Some([1].into()));
    }

    #[test]
    fn an_enter_takes_nothing_before_the_first_look_is_over() {
        let taken = |keys: &[Key]| {
            let look = FirstLook::that_lasts();
            let mut menu = OpenMenu { lines: 5, look, ..OpenMenu::default() };
            let given: Vec<Vec<u8>> = keys.iter().map(|key| menu.take(Input::Key(*key))).collect();
            given.last().unwrap() == b"\r"
        };
        assert!(!taken(&[Key::Enter]));
        assert!(!taken(&[Key::Enter, Key::Enter]));
        assert!(!taken(&[Key::Char('b'), Key::Enter]));
        assert!(taken(&[Key::Down, Key::Enter]));
    }

    #[test]
    fn chords_letters_and_pastes_are_nothing_to_a_menu() {
        let chords = ['a', 'e', 'k', 'u', 'w', 'y'].map(Key::Control);
        let others = [Key::Alt('j'), Key::Char('x'), Key::Left, Key::Right, Key::Backspace];
        for key in chords.into_iter().chain(others) {
            assert_eq!(after(&[key], Some(BTreeSet::new())).1, b"", "{key:?}");
        }
        let mut menu = OpenMenu::default();
        assert_eq!(menu.take(Input::Paste("jjj\n ".to_owned())), b"");
    }
}
