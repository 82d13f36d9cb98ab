//! The files that make the page's looks and words, which an analyst may replace.

use crate::error::ReportError;
use std::collections::BTreeMap;

/// Templates and style sheets by name. Templates are HTML and escape all that they are given.
pub const FILES: [(&str, &str); 10] = [
    ("index.html", include_str!("../templates/index.html")),
    ("overview.html", include_str!("../templates/overview.html")),
    ("views.html", include_str!("../templates/views.html")),
    ("method.html", include_str!("../templates/method.html")),
    ("theme.css", include_str!("../templates/css/theme.css")),
    ("page.css", include_str!("../templates/css/page.css")),
    ("charts.css", include_str!("../templates/css/charts.css")),
    ("heatmap.css", include_str!("../templates/css/heatmap.css")),
    ("panel.css", include_str!("../templates/css/panel.css")),
    ("print.css", include_str!("../templates/css/print.css")),
];

/// Templates and style sheets, some of them an analyst's own.
#[derive(Debug, Clone, Default)]
pub struct Theme {
    own: BTreeMap<String, String>,
}

impl Theme {
    /// A theme that replaces the files of these names.
    ///
    /// # Errors
    /// When a name is not that of a file of the theme, or a style sheet would end its element.
    pub fn new(own: BTreeMap<String, String>) -> Result<Self, ReportError> {
        for (name, text) in &own {
            if !FILES.iter().any(|(known, _)| known == name) {
                return Err(ReportError::UnknownThemeFile {
                    name: name.clone(),
                    known: FILES.map(|(known, _)| known).join(", "),
                });
            }
            if name.ends_with(".css") && text.contains("</") {
                return Err(ReportError::ThemeEndsStyle { name: name.clone() });
            }
        }
        Ok(Self { own })
    }

    /// Templates by name.
    pub fn templates(&self) -> impl Iterator<Item = (&'static str, &str)> {
        FILES
            .iter()
            .filter(|(name, _)| name.ends_with(".html"))
            .map(|(name, text)| (*name, self.text(name, text)))
    }

    /// The style, in the order of the cascade.
    pub fn style(&self) -> String {
        let sheets = FILES.iter().filter(|(name, _)| name.ends_with(".css"));
        sheets.map(|(name, text)| self.text(name, text)).collect()
    }

    fn text<'a>(&'a self, name: &str, built_in: &'a str) -> &'a str {
        self.own.get(name).map_or(built_in, String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_ones_own_takes_the_place_of_the_built_in_one() {
        let theme = Theme::new([("theme.css".into(), ":root{}".into())].into()).unwrap();
        assert!(theme.style().starts_with(":root{}") && theme.style().contains("@media print"));
        assert!(theme.templates().any(|(name, text)| name == "method.html" && text == FILES[3].1));
    }

    #[test]
    fn a_misspelt_name_and_a_style_sheet_that_ends_itself_are_refused() {
        let error = Theme::new([("them.css".into(), String::new())].into()).unwrap_err().to_string();
        assert!(error.contains("them.css") && error.contains("theme.css"), "{error}");
        assert!(Theme::new([("theme.css".into(), "</style>".into())].into()).is_err());
    }
}
