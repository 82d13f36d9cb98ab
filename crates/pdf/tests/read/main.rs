//! Reads PDFs that the tests make themselves.

mod files;
mod made;
mod pages;
