//! The lists of cue words, by name.

/// A list of `cues.toml`. What each does is said in that file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each list is described where its words are, in cues.toml")]
pub enum CueList {
    NegationStrong,
    NegationWeak,
    NegationAfter,
    NegationExcept,
    NegationPrefixes,
    NegationDouble,
    NegationPseudo,
    NegationEnds,
    NegationCauses,
    ProtectiveAdjectives,
    ProtectiveBefore,
    ProtectiveAfter,
    ProtectiveDealtWith,
    ProtectiveNoEffect,
    ProtectiveVerdict,
    ProtectiveReversers,
    ProtectiveReversersAfter,
    CertaintyRisk,
    CertaintySuspected,
    CertaintyPossible,
    CertaintyHistoric,
    CertaintySuspectedAfter,
    CertaintyHistoricAfter,
    SeverityWords,
    QualifierAge,
    QualifierCumulative,
    QualifierImpact,
    QualifierNoImpact,
    QualifierDespiteHelp,
    QualifierImproving,
    SubjectChild,
    SubjectParent,
    SubjectSibling,
    SubjectFamily,
    SubjectUnborn,
    SubjectOther,
    SubjectResponses,
    SubjectStates,
    SubjectOwnChildhood,
    SubjectOutsiders,
    ServiceNouns,
    ServiceLeads,
    ServiceAgencies,
    ServiceActs,
    ServiceOffered,
    ServiceUse,
    ReferenceLeads,
    ReferenceVerbs,
    ReferenceNouns,
    ReferenceMeasures,
    DefinitionVerbs,
    DefinitionLegal,
    ProcessPhrases,
    ProcessQuestions,
    FormSigns,
    CellWords,
    CellLight,
    FuzzyOrdinary,
}

const NAMES: [(&str, CueList); 58] = [
    ("negation.strong", CueList::NegationStrong),
    ("negation.weak", CueList::NegationWeak),
    ("negation.after", CueList::NegationAfter),
    ("negation.except", CueList::NegationExcept),
    ("negation.prefixes", CueList::NegationPrefixes),
    ("negation.double", CueList::NegationDouble),
    ("negation.pseudo", CueList::NegationPseudo),
    ("negation.ends", CueList::NegationEnds),
    ("negation.causes", CueList::NegationCauses),
    ("protective.adjectives", CueList::ProtectiveAdjectives),
    ("protective.before", CueList::ProtectiveBefore),
    ("protective.after", CueList::ProtectiveAfter),
    ("protective.dealt_with", CueList::ProtectiveDealtWith),
    ("protective.no_effect", CueList::ProtectiveNoEffect),
    ("protective.verdict", CueList::ProtectiveVerdict),
    ("protective.reversers", CueList::ProtectiveReversers),
    ("protective.reversers_after", CueList::ProtectiveReversersAfter),
    ("certainty.risk", CueList::CertaintyRisk),
    ("certainty.suspected", CueList::CertaintySuspected),
    ("certainty.possible", CueList::CertaintyPossible),
    ("certainty.historic", CueList::CertaintyHistoric),
    ("certainty.suspected_after", CueList::CertaintySuspectedAfter),
    ("certainty.historic_after", CueList::CertaintyHistoricAfter),
    ("severity.words", CueList::SeverityWords),
    ("qualifier.age", CueList::QualifierAge),
    ("qualifier.cumulative", CueList::QualifierCumulative),
    ("qualifier.impact", CueList::QualifierImpact),
    ("qualifier.no_impact", CueList::QualifierNoImpact),
    ("qualifier.despite_help", CueList::QualifierDespiteHelp),
    ("qualifier.improving", CueList::QualifierImproving),
    ("subject.child", CueList::SubjectChild),
    ("subject.parent", CueList::SubjectParent),
    ("subject.sibling", CueList::SubjectSibling),
    ("subject.family", CueList::SubjectFamily),
    ("subject.unborn", CueList::SubjectUnborn),
    ("subject.other", CueList::SubjectOther),
    ("subject.responses", CueList::SubjectResponses),
    ("subject.states", CueList::SubjectStates),
    ("subject.own_childhood", CueList::SubjectOwnChildhood),
    ("subject.outsiders", CueList::SubjectOutsiders),
    ("service.nouns", CueList::ServiceNouns),
    ("service.leads", CueList::ServiceLeads),
    ("service.agencies", CueList::ServiceAgencies),
    ("service.acts", CueList::ServiceActs),
    ("service.offered", CueList::ServiceOffered),
    ("service.use", CueList::ServiceUse),
    ("reference.leads", CueList::ReferenceLeads),
    ("reference.verbs", CueList::ReferenceVerbs),
    ("reference.nouns", CueList::ReferenceNouns),
    ("reference.measures", CueList::ReferenceMeasures),
    ("definition.verbs", CueList::DefinitionVerbs),
    ("definition.legal", CueList::DefinitionLegal),
    ("process.phrases", CueList::ProcessPhrases),
    ("process.questions", CueList::ProcessQuestions),
    ("form.signs", CueList::FormSigns),
    ("cell.words", CueList::CellWords),
    ("cell.light", CueList::CellLight),
    ("fuzzy.ordinary", CueList::FuzzyOrdinary),
];

impl CueList {
    /// The list of this name (`section.list`).
    pub fn named(name: &str) -> Option<Self> {
        NAMES.iter().find(|(known, _)| *known == name).map(|(_, list)| *list)
    }

    /// The name most like `name`, for hints.
    pub fn hint(name: &str) -> String {
        let section = name.split('.').next().unwrap_or_default();
        let same: Vec<&str> = NAMES
            .iter()
            .map(|(known, _)| *known)
            .filter(|known| known.split('.').next() == Some(section))
            .collect();
        if same.is_empty() {
            "sections are negation, protective, certainty, severity, qualifier, subject, service, reference, \
             definition, process, form, cell, fuzzy"
                .to_owned()
        } else {
            format!("lists of this section: {}", same.join(", "))
        }
    }
}
