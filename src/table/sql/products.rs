//! The products of two intervals that may lie on both sides of 0: the least and the greatest of the
//! products of their ends.

use num_bigint::BigInt;

use super::ends::{End, Interval, both_in};
use super::layers::Layers;
use super::syntax::Syntax;

/// Adds the columns of a product.
pub(super) struct Products<'p> {
    pub(super) layers: &'p mut Layers,
    pub(super) syntax: &'p Syntax,
    /// A number greater than any product.
    pub(super) beyond: BigInt,
    pub(super) name: String,
}

/// The product of two ends.
struct Corner {
    /// -1 where it lies below all numbers, 1 above, else 0.
    side: String,
    at: String,
    is_in: String,
}

impl Products<'_> {
    /// Every product.
    pub(super) fn of(&mut self, one: &Interval, two: &Interval) -> Interval {
        let ends = [
            ((&one.low, -1), (&two.low, -1)),
            ((&one.low, -1), (&two.high, 1)),
            ((&one.high, 1), (&two.low, -1)),
            ((&one.high, 1), (&two.high, 1)),
        ];
        let corners = ends.iter().enumerate();
        let corners: Vec<Corner> =
            corners.map(|(place, (one, two))| self.corner(place, *one, *two)).collect();
        Interval { low: self.extreme(&corners, -1), high: self.extreme(&corners, 1) }
    }

    /// The product of two ends, each with the side on which there is none. 0 times anything is 0, also
    /// where the other has no end.
    fn corner(&mut self, place: usize, one: (&End, i8), two: (&End, i8)) -> Corner {
        let none = format!("CAST(NULL AS {})", self.syntax.exact_type);
        let first = one.0.at.clone().unwrap_or(none.clone());
        let second = two.0.at.clone().unwrap_or(none);
        let signed = |number: &str, side: i8| {
            format!(
                "CASE WHEN {number} = 0 THEN 0 WHEN {number} > 0 THEN {side} ELSE {} END",
                -side
            )
        };
        let side = format!(
            "CASE WHEN {first} IS NULL AND {second} IS NULL THEN {} WHEN {first} IS NULL THEN {} \
             WHEN {second} IS NULL THEN {} ELSE 0 END",
            one.1 * two.1,
            signed(&second, one.1),
            signed(&first, two.1)
        );
        let (is_in, also_in) = (&one.0.is_in, &two.0.is_in);
        let is_corner_in = format!(
            "CASE WHEN {first} IS NULL THEN {also_in} WHEN {second} IS NULL THEN {is_in} \
             WHEN {first} = 0 AND {is_in} = 1 THEN 1 WHEN {second} = 0 AND {also_in} = 1 THEN 1 \
             ELSE {} END",
            both_in(is_in, also_in)
        );
        let name = format!("{}_{place}", self.name);
        Corner {
            side: self.layers.add(format!("{name}_side"), side),
            at: self.layers.add(format!("{name}_at"), format!("COALESCE({first} * {second}, 0)")),
            is_in: self.layers.add(format!("{name}_in"), is_corner_in),
        }
    }

    /// The corner that lies farthest on a side.
    fn extreme(&mut self, corners: &[Corner], side: i8) -> End {
        let (pick, beyond, end) = match side {
            -1 => (self.syntax.least, self.beyond.clone(), "low"),
            _ => (self.syntax.greatest, -&self.beyond, "high"),
        };
        let is_beyond: Vec<String> =
            corners.iter().map(|corner| format!("{} = {side}", corner.side)).collect();
        let exact = self.syntax.exact_type;
        let at = corners.iter().map(|corner| {
            let (of, at) = (&corner.side, &corner.at);
            format!("CASE WHEN {of} = 0 THEN {at} ELSE CAST({beyond} AS {exact}) END")
        });
        let at: Vec<String> = at.collect();
        let at = format!(
            "CASE WHEN {} THEN NULL ELSE {pick}({}) END",
            is_beyond.join(" OR "),
            at.join(", ")
        );
        let at = self.layers.add(format!("{}_{end}_corner", self.name), at);
        let is_in = corners.iter().map(|corner| {
            format!("({} = 0 AND {} = {at} AND {} = 1)", corner.side, corner.at, corner.is_in)
        });
        let is_in: Vec<String> = is_in.collect();
        let is_in = format!("CASE WHEN {} THEN 1 ELSE 0 END", is_in.join(" OR "));
        End { at: Some(at), is_in }
    }
}
