//! Whole-program tests: the program `thresholds` as people run it, on the sample corpus
//! (`sample`) and on everything that can be wrong with a folder (`broken`).

mod broken;
mod commands;
mod finds;
mod hostile;
mod layouts;
mod lexicon;
mod paper;
mod sample;
mod states;
mod support;
mod tamper;
mod years;
