//! One field of a table.

use serde::Serialize;
use std::borrow::Cow;
use std::fmt::Display;

/// A typed field, so that other formats than CSV can keep numbers as numbers.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Text; several values are joined by a bar.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A share or another fraction, written with four decimals.
    Number(f64),
    /// `true` or `false`.
    Boolean(bool),
    /// Nothing to say: an empty field.
    Missing,
}

impl Value {
    /// The field as written in a CSV file.
    pub fn written(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(text),
            Self::Integer(number) => Cow::Owned(number.to_string()),
            Self::Number(number) => Cow::Owned(format!("{number:.4}")),
            Self::Boolean(true) => Cow::Borrowed("true"),
            Self::Boolean(false) => Cow::Borrowed("false"),
            Self::Missing => Cow::Borrowed(""),
        }
    }

    /// Values in one text field, joined by a bar.
    pub fn joined<T: Display>(items: impl IntoIterator<Item = T>) -> Self {
        let items: Vec<String> = items.into_iter().map(|i| i.to_string()).collect();
        Self::Text(items.join("|"))
    }

    /// The code of an enumeration's value.
    pub fn code(value: &impl Serialize) -> Self {
        Self::Text(code(value))
    }

    /// How many there are.
    pub fn count(n: usize) -> Self {
        Self::Integer(i64::try_from(n).unwrap_or(i64::MAX))
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<bool> for Value {
    fn from(truth: bool) -> Self {
        Self::Boolean(truth)
    }
}

impl From<f64> for Value {
    /// Rounded to the four decimals that are written, so that no format holds more than another.
    fn from(number: f64) -> Self {
        Self::Number((number * 1e4).round() / 1e4)
    }
}

macro_rules! from_integer {
    ($($integer:ty),+) => {$(
        impl From<$integer> for Value {
            fn from(number: $integer) -> Self {
                Self::Integer(i64::from(number))
            }
        }
    )+};
}
from_integer!(u8, i32, u32);

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(option: Option<T>) -> Self {
        option.map_or(Self::Missing, Into::into)
    }
}

/// The code of an enumeration's value as `results.json` writes it, so that CSV and JSON agree.
/// For a value with content, the name of its variant.
pub fn code(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(code)) => code,
        Ok(serde_json::Value::Object(tagged)) => {
            let tag = tagged.get("type").and_then(|t| t.as_str());
            tag.unwrap_or_default().to_owned()
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use thresholds_model::scheme::{CrosswalkRule, SchemeOrigin};

    #[test]
    fn codes_are_those_of_the_json() {
        assert_eq!(code(&CrosswalkRule::Override), "override");
        assert_eq!(code(&SchemeOrigin::Companion { sha256: "a".into() }), "companion");
    }

    #[test]
    fn a_missing_value_is_an_empty_field_and_a_zero_is_not() {
        assert_eq!(Value::from(None::<u8>).written(), "");
        assert_eq!(Value::from(Some(0u8)).written(), "0");
    }
}
