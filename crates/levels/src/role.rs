//! What part a heading, a header cell or a line gives to the text that it governs.

use crate::fold::{fold, pattern, without_enumerator, words};
use regex::Regex;
use std::sync::LazyLock;
use thresholds_model::level::Role;

/// How firmly a section heading holds against levels named inside the section.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Hold {
    /// An introduction or a contents page: what names a level below it is a level's own text.
    Weak,
    /// Services, glossary, statute, form, case examples: stay so whatever they mention.
    Strong,
}

struct Rule {
    role: Role,
    hold: Hold,
    pattern: Regex,
}

fn rule(role: Role, hold: Hold, source: &str) -> Rule {
    Rule { role, hold, pattern: pattern(&format!("(?i){source}")) }
}

static SECTIONS: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    use Hold::{Strong, Weak};
    vec![
        rule(Role::Contents, Weak, r"^(?:table of |list of )?contents\b"),
        rule(
            Role::CaseStudy,
            Strong,
            r"\bcase (?:stud(?:y|ies)|examples?|illustrations?|scenarios?|vignettes?)\b|^(?:a |our |an? example |example |(?:two|three|four|five|six|some|short|real|family|families'|children's) )*(?:story|stories|vignettes?|scenarios?|practice examples?)\b|'s story\b|^worked examples?\b",
        ),
        rule(
            Role::Form,
            Strong,
            r"\b(?:referral|request|assessment|contact|consent|notification|enquiry|recording) (?:and \w+ )?form\b|^request(?:s|ing)? for (?:help|support|service|early help)|\bform to (?:complete|fill)|^(?:mash|marf|multi-agency) (?:referral|form)\b|\breferral template\b|^forms?$",
        ),
        rule(
            Role::Glossary,
            Strong,
            r"\bglossary\b|\babbreviations?\b|\bacronyms?\b|\bterminology\b|^(?:key )?terms(?: used| explained| and| in|$)|\bjargon\b|^what (?:the|our) (?:words|terms) mean|^(?:key )?vocabulary|^meaning of",
        ),
        rule(
            Role::LegalText,
            Strong,
            r"^(?:the |our |relevant |key )*legal (?:basis|framework|context|definitions?|extracts?|duties|information|background|terms|provisions?|note|text|requirements?)\b|^legal$|^(?:the |relevant |key )*legislati(?:on|ve)\b|\bstatut(?:e|ory) (?:basis|definitions?|framework|guidance|dut(?:y|ies)|context|requirements?)|\bwhat the law says|^the law\b|\bthe law$|\bacts? (?:19|20)\d\d|^working together to\b|^section \d+\b|^s\.? ?\d+\b",
        ),
        rule(
            Role::Definition,
            Strong,
            r"\bdefinitions? of (?:\w+ ){0,4}(?:abuse|harm|neglect|exploitation)|: definitions?$|^definitions?(?: and services)?$|^(?:types?|categories|forms|kinds) of (?:child )?(?:abuse|harm|neglect)|^what is (?:\w+ ){0,3}(?:abuse|neglect|exploitation)|^(?:abuse|harm|neglect)(?: and neglect)? defined",
        ),
        rule(
            Role::Definition,
            Weak,
            r"^(?:the |our |explaining the |about the |what (?:are|do) the |understanding the )?(?:(?:three|four|five|six|[3-6]) )?(?:levels?|tiers?|stages?|bands?|colours?|thresholds?)(?: of (?:need|help|support))? (?:explained|defined|mean|definitions?|descriptions?|in brief|at a glance|summary)|^explaining the (?:levels|tiers|stages|bands|colours)|^(?:definitions?|descriptions?|summary) of (?:the |each )?(?:levels?|tiers?|stages?|bands?)",
        ),
        rule(
            Role::Services,
            Strong,
            r"^(?:(?:key|local|other|relevant|useful|specialist|support|available|possible|our|main|directory of|list of|examples? of|universal|targeted|early help|and|&) )*(?:services?|contacts?|agencies|organisations?|helplines?|telephone numbers|numbers|websites|contact details|directory|support available|help available|provision)(?: (?:and|&|in|for|at|available|that|which|directory|list|across|to|who|offered|providing|by|who can help|details|numbers|information)\b.*)?$|^who (?:can|could|might|may|will|to|should you) (?:help|contact|ring|call|support|be involved)|^where (?:to|can (?:you|i|we)) (?:get|go|find|turn)\b|^(?:getting|finding) (?:help|support)$|^(?:further|more) (?:help|information|support)|^support (?:available|services|offered)|^help and support\b|^how (?:to get|can i get) help",
        ),
        rule(
            Role::Process,
            Strong,
            r"\b(?:version|document|amendment) (?:control|history)|\brevision history|^(?:the |about |gaining |obtaining |seeking |informed |parental |getting )*consent\b|\bconsent (?:and|&) (?:information|confidentiality|sharing|referral)|\binformation[- ]sharing\b|^sharing (?:of )?information|(?:and|&) consent$|^confidentiality\b|^(?:professional )?escalation(?: |$)|\bprofessional (?:disagreement|differences|challenge|judgement)|^resolving\b|^(?:making|how to make) (?:a )?(?:referral|request|contact)|\breferral (?:pathway|process|route)|\bflow ?charts?\b|^step(?:ping)?[- ](?:up|down)|^training(?:$| (?:for|events|offer|available|programme|opportunities)\b)|^(?:related|other|linked|further|local) (?:\w+ ){0,3}(?:policies|procedures|protocols|guidance|documents|reading)\b|^see also\b|^references\b|^bibliography|^equality\b|^disproportionality\b|^(?:an |group )?exercises?\b|^making a contact\b|^(?:what has changed|changes since|how (?:our|the) levels have changed|summary of changes)|^learning from|^complaints?\b|^feedback\b|^acknowledge?ments?\b|^early help assessments?$|^assessment (?:process|framework|triangle)|\bassessment tools?$|^(?:policies|protocols)\b|^our priorit|^priorit",
        ),
        rule(
            Role::Process,
            Weak,
            r"^(?:introduction|foreword|welcome|preface|background|purpose|aims?|scope|context|overview|summary|principles|vision|values|status|executive summary|key (?:messages|principles)|about\b|who (?:is )?th(?:is|e)\b|who (?:we are|is this)|why\b|how to (?:use|read)\b|using\b|what is th(?:is|e)|this (?:document|guide|guidance)\b|the (?:purpose|aim|right help)|our (?:approach|vision|principles|values|aims?)|guiding principles)",
        ),
    ]
});

/// A section that ends the levels before it even where it says nothing of its own role.
static CLOSES: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^(?:appendix|appendices|annexe?s?|part [a-z0-9]+|section [a-z0-9]+)\b"));

/// Role of a section by its heading, and how firmly it holds.
pub(crate) fn of_section(heading: &str) -> Option<(Role, Hold)> {
    let folded = fold(heading);
    let title = without_enumerator(&folded).trim_end_matches([':', '.', '?']).trim();
    if words(title) > 14 {
        return None;
    }
    if OTHER_SCALE.is_match(title) && !title.to_lowercase().contains("need") {
        return Some((Role::Process, Hold::Strong));
    }
    SECTIONS.iter().find(|r| r.pattern.is_match(title)).map(|r| (r.role, r.hold))
}

/// A section about a scale of its own, whose levels are none of need.
static OTHER_SCALE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:levels?|grades?|scales?) of (?:risk|intervention)\b|\brisk (?:levels?|grades?|gradings?|ratings?|scales?|categories)\b|\b(?:exploitation|cse|cce|neglect|domestic abuse|dash|camhs|training|sexual behaviours?) (?:levels?|tiers?|scales?|grades?|stages?)\b",
    )
});

/// Whether a heading ends the levels before it.
pub(crate) fn closes(heading: &str) -> bool {
    let folded = fold(heading);
    CLOSES.is_match(&folded) || matches!(of_section(heading), Some((_, Hold::Strong)))
}

/// All that a title says of the text below it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct OfTitle {
    pub header: Option<Role>,
    pub run_in: Option<Role>,
    pub section: Option<(Role, Hold)>,
    /// See [`closes`].
    pub closes: bool,
    /// See [`of_all_levels`].
    pub all_levels: bool,
}

/// Reads a title once for everything below it.
pub(crate) fn of_title(text: &str) -> OfTitle {
    OfTitle {
        header: of_header(text),
        run_in: of_run_in(text),
        section: of_section(text),
        closes: closes(text),
        all_levels: of_all_levels(text),
    }
}

static HEADERS: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    use Hold::Strong;
    let modifiers = r"(?:(?:key|lead|local|possible|likely|typical|main|examples? of|example|universal|available|relevant|other|useful|potential|common|some|suggested|required|expected|the|a|child's|children's|family's|appropriate|specific|additional|which|what|our) )*";
    vec![
        rule(
            Role::Strengths,
            Strong,
            &format!(
                r"^{modifiers}(?:strengths?|protective(?: factors?)?|resilience(?: factors?)?|positives?|safety factors?|protection factors?|what(?:'s| is) (?:working well|going well|good)|working well|assets)(?: .*)?$"
            ),
        ),
        rule(
            Role::Needs,
            Strong,
            &format!(
                r"^{modifiers}(?:support needs|(?:level of )?needs?(?: .*)?|indicators?(?: .*)?|features?(?: .*)?|signs?(?: .*)?|risks?(?: factors?)?(?: .*)?|concerns?|worr(?:y|ies)|vulnerabilit(?:y|ies)|descriptors?|criteria|characteristics|presenting (?:needs?|issues?)|circumstances|what (?:you )?(?:might|may|could|can|will) (?:you )?(?:see|notice|look like|be happening).*|what (?:it|this|need) (?:looks?|might look|may look) like.*|what (?:are we|we are|is) (?:worried about|happening)|examples?(?: of (?:needs?|concerns?|children|behaviour|risks?|situations?|circumstances|presenting).*)?)$"
            ),
        ),
        rule(
            Role::Services,
            Strong,
            &format!(
                r"^{modifiers}(?:services?|agenc(?:y|ies)|organisations?|providers?|interventions?|resources|contacts?|professionals?|practitioners?|people|provision|(?:support|help)(?: (?:and services|services?|available|offered|options|provided|you can|needed|required|offer)(?: .*)?)?|services? (?:who|that|which|available|involved|and|to|at|in|may|can) .*|agencies (?:who|that|involved|and|at|may|can) .*|agencies involved|services involved|what (?:(?:can|could|may|might|will|would) help|helps)(?: .*)?|ways to help(?: .*)?|who (?:can|could|might|may|will|should|is|to|provides?|helps?|leads?)\b.*|where to (?:get|go|find).*)$"
            ),
        ),
        rule(
            Role::Process,
            Strong,
            &format!(
                r"^{modifiers}(?:responses?|assessments?|consent|actions?|process(?:es)?|pathways?|referrals?|outcomes?|plans?|planning|reviews?|timescales?|access|routes?|next steps?|what (?:to do|happens|should|do i|you should|action|needs to happen)\b.*|how to\b.*|how (?:we|you)\b.*|(?:responses?|assessments?|consent|actions?|process|pathway|referral|outcomes?) (?:and|to|for|of|required|needed|process|plan|tools?|route|by|taken)\b.*|lead(?: professional| practitioner| agency)?|tools?(?: .*)?|version|dates?|changes?|change|why|author|owner|status|page|detail|summary of changes|amendments?|what changed|section|item)$"
            ),
        ),
        rule(
            Role::Definition,
            Strong,
            &format!(
                r"^{modifiers}(?:definitions?|descriptions?|meaning|explanation|summary|what we mean|what (?:it|this) means|stands for|who (?:it|this) is for|in full)(?: of (?:the )?(?:level|tier|need|threshold).*)?$"
            ),
        ),
    ]
});

static PART_NUMBER: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)^(?:\d+(?:\.\d+)+\.?|\(?[a-z]\)) "));

/// A title without the number of a part of a chapter: `6.4 Response`.
fn without_part_number(title: &str) -> &str {
    PART_NUMBER.find(title).map_or(title, |m| &title[m.end()..])
}

/// Role of a column or a row by its header; `None` for a header that only names a topic.
pub(crate) fn of_header(header: &str) -> Option<Role> {
    let folded = fold(header);
    let title = without_part_number(&folded).trim_end_matches([':', '.', '?', '*']).trim();
    if title.is_empty() || words(title) > 12 {
        return None;
    }
    HEADERS.iter().find(|r| r.pattern.is_match(title)).map(|r| r.role)
}

static TERMS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)^(?:terms?|abbrev(?:iation)?s?\.?|acronyms?|words?|phrases?|initials?|jargon)$")
});

/// Whether a row of headers is that of a glossary: a term, then its meaning.
pub(crate) fn heads_glossary(headers: &[String]) -> bool {
    headers.first().is_some_and(|h| TERMS.is_match(fold(h).trim()))
}

static RUN_IN: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    use Hold::Strong;
    vec![
        // "Everyday issues that universal services can resolve": the need, not who meets it.
        rule(
            Role::Needs,
            Strong,
            r"^(?:\w+[ -]){0,3}(?:issues|needs|concerns|worries|problems|difficulties|situations|circumstances)(?: (?:that|which|where|met|for which|universal|services|agencies|can|are|likely)\b|$)",
        ),
        rule(
            Role::Services,
            Strong,
            r"^what (?:(?:can|could|may|might|will|would) help|helps)\b|^ways to help\b|\bwho (?:can|could|might|may|will|should) (?:help|support|be involved)|\b(?:services?|agencies|organisations|professionals) (?:that |which |who )?(?:can|could|may|might|involved|available|include|to contact|and support)|^(?:\w+ ){0,3}(?:services?|agencies|contacts?|support available|help available|sources of help)\b",
        ),
        rule(
            Role::Strengths,
            Strong,
            r"\bstrengths?\b|\bprotective factors?|\bworking well\b|\bresilience factors?",
        ),
        rule(
            Role::Process,
            Strong,
            r"^(?:response|action|consent|assessment|process|referral|what to do|next steps?|pathway|outcome|lead (?:professional|practitioner)|tools?|timescale|you should|practitioners should|see also|further reading)\b",
        ),
        rule(Role::Definition, Strong, r"^(?:definition|description|meaning)\b"),
    ]
});

/// Role of a line by the run-in title, stem or bold line above it.
pub(crate) fn of_run_in(title: &str) -> Option<Role> {
    let folded = fold(title);
    let title = without_part_number(&folded);
    if words(title) > 16 {
        return None;
    }
    RUN_IN.iter().find(|r| r.pattern.is_match(title)).map(|r| r.role)
}

static FORM: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:[\u{2610}\u{25a1}\u{2751}\u{f0a8}]|\[ ?\]).*(?:[\u{2610}\u{25a1}\u{2751}\u{f0a8}]|\[ ?\])|^[\u{2610}\u{25a1}\u{2751}]|^\[ ?\]|\bplease (?:tick|state|complete|circle|specify)\b|\btick (?:all|one|as appropriate|which)\b",
    )
});
static STATUTE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:section|sections|s\.) ?\d+(?:\(\d+\)){0,2}.{0,60}\b(?:act|defines|requires|places|adds|describes|duty)\b|\bchildren act (?:1989|2004)\b.{0,80}\b(?:defines|requires|places|means|duty|says)|\b(?:defines|describes) harm as\b|\bshall (?:be taken|make enquir)|\bill-treatment or (?:the )?impairment|\battributable to\b|\bact \d{4} (?:places|requires|makes|creates|defines)",
    )
});
static ABUSE_DEFINED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:physical abuse may involve|emotional abuse is the persistent|sexual abuse involves forcing|neglect is the persistent|(?:child )?(?:sexual|criminal) exploitation (?:is|occurs)|domestic abuse (?:means|is defined|is any)|any incident or pattern of)|\bis a form of (?:child )?(?:sexual )?abuse\b|\bforms of maltreatment\b|\b(?:somebody|someone) may abuse or neglect a child\b|\bpersistent failure to meet a child's basic\b|\bforcing or enticing a child\b|\boccurs where an individual or group takes advantage|\bmay involve (?:hitting|conveying)|\bpersistent emotional maltreatment of a child such\b",
    )
});
static CASE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^[A-Z][a-z]+(?:, aged? |, | \(aged? |\()(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)(?:,|\.|\)| years?\b)|^[A-Z][a-z]+ (?:is|was) (?:aged )?(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)\b(?: years| and| \w+ (?:is|was)|\.|,| who|$)",
    )
});
static ALL_LEVELS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:(?:at|for|across|in|applies to|relevant (?:at|to)) )?(?:all|every|any|each)(?: of the)?(?: four| five| three)? (?:levels?|tiers?|stages?|bands?)\b",
    )
});

/// Role of a line by its own shape, whatever stands around it.
pub(crate) fn of_shape(text: &str) -> Option<(Role, &'static str)> {
    let folded = fold(text);
    if FORM.is_match(&folded) {
        Some((Role::Form, "boxes to tick"))
    } else if ABUSE_DEFINED.is_match(&folded) {
        Some((Role::Definition, "wording of a definition of abuse"))
    } else if words(&folded) > 9 && STATUTE.is_match(&folded) {
        Some((Role::LegalText, "wording of a statute"))
    } else if CASE.is_match(&folded) {
        Some((Role::CaseStudy, "a named child with an age"))
    } else if lists_services(&folded) {
        Some((Role::Services, "a list of services"))
    } else {
        None
    }
}

/// Role of a sentence by its own shape: one that only lists what is done to help.
pub(crate) fn of_sentence(sentence: &str) -> Option<(Role, &'static str)> {
    lists_help(&fold(sentence)).then_some((Role::Services, "a sentence that lists help"))
}

/// Whether a text speaks of all levels at once.
pub(crate) fn of_all_levels(text: &str) -> bool {
    ALL_LEVELS.is_match(&fold(text))
}

/// Ends that only services have.
static SERVICE_END: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:services?|teams?|projects?|hubs?|helplines?|refuges?|outreach|charity|charities|partnership|advice bureau|advice line|drop-in)$",
    )
});
/// Ends of people and places that help: services only beside others.
static HELPER_END: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:workers?|centres?|clinics?|advis[eo]rs?|nurses?|visitors?|midwi(?:fe|ves)|gps?|counselling|agency|officers?|practitioners?|co-?ordinators?|psychologists?|paediatricians?|therapists?|schools?|police|camhs|cymhs|mash|library|p(?:a)?ediatrics|clubs?|mentors?|carers|nurser(?:y|ies)|advice)$",
    )
});
static STATES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:not|no|never|without|with|to|by|from|of|at|is|are|was|has|have|known|involved|refus\w*|need\w*|requir\w*|exclu\w+|miss\w+|avoid\w*|attend\w*|engag\w*|left|lives?|poor|concern\w*|their|his|her|fail\w*|truant\w*|problem\w*|difficult\w*|abused|abuses|bull\w+|assault\w*|threaten\w*|aggressive|violen\w+)\b",
    )
});

/// Names of services and nothing else: several that each end as a service or a helper
/// does, or a short one. A statement about a service ("refuses to see the health visitor")
/// has words that a list of names lacks.
fn lists_services(folded: &str) -> bool {
    let parts: Vec<&str> = folded
        .split(['/', ',', ';'])
        .map(|p| p.trim().trim_start_matches("and ").trim_end_matches('.'))
        .filter(|p| !p.is_empty())
        .collect();
    let names = |part: &&str| words(part) <= 7 && !STATES.is_match(part);
    let certain = parts.iter().filter(|p| names(p) && SERVICE_END.is_match(p)).count();
    let helpers = parts.iter().filter(|p| names(p) && HELPER_END.is_match(p)).count();
    match parts.len() {
        1 => certain == 1 && (2..=6).contains(&words(folded)),
        count => {
            certain + helpers >= 2
                && (certain + helpers) * 4 >= count * 3
                && parts.iter().all(|p| words(p) <= 7)
        }
    }
}

/// Ends of what is done for a family.
static RESPONSE_END: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:assessments?|plans?|conferences?|(?:meeting|panel|review|order|referral|course|class|programme|group|session|workshop|grant|intervention)s?|enquir(?:y|ies)|proceedings|mechanism|short breaks|respite|mediation|mentoring|therap(?:y|ies))$",
    )
});
static HELP_FROM: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)^(?:[\w-]+ ){0,3}(?:help|support|advice|input) (?:from|by|through|such as)\b")
});
static WANTS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:not|no|without|(?:need|requir|refus|declin|lack|miss|reject|avoid|withdr)\w*|is|are|was|has|have|had)\b",
    )
});
/// What stands in the names of responses and would else be a statement, and time limits.
static IN_NAMES: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:child(?:ren)? in need|edge of care)\b|(?: within| in \d+)\b[^,;.]*"));

/// Names of three or more responses and services and no more, which may open with "Extra
/// help from".
fn lists_help(folded: &str) -> bool {
    let plain = IN_NAMES.replace_all(folded.trim_end_matches('.'), "");
    if WANTS.is_match(&plain) {
        return false;
    }
    let offers = HELP_FROM.is_match(&plain);
    let parts: Vec<&str> = plain
        .split([',', ';'])
        .flat_map(|p| p.split(" or "))
        .map(|p| p.trim().trim_start_matches("and "))
        .filter(|p| !p.is_empty())
        .collect();
    let ends = [&SERVICE_END, &HELPER_END, &RESPONSE_END];
    let names = |p: &&&str| ends.iter().any(|e| e.is_match(p)) && (offers || !STATES.is_match(p));
    parts.len() >= 3
        && parts.iter().all(|p| words(p) <= 7)
        && parts.iter().filter(names).count() * 4 >= parts.len() * 3
}

static RESPONDS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:services?|agenc(?:y|ies)|assessments?|plan|plans|lead (?:practitioner|professional)|social work\w*|statutory|consent|referral|section \d+|s\.? ?\d{2}|early help|universal|multi-agency|team around|safeguarding|significant harm|health (?:or|and) development|levels?|tiers?|stages?|threshold|responses?|interventions?|support (?:from|is|may|will|can)|help (?:of|from|is)|needs? (?:at|are|is)|this (?:level|tier|stage|band)|these children)\b|^(?:children|families|child|these|those|most children)\b.{0,40}\b(?:who|whose|with|at this|suffering|in need)\b",
    )
});

/// "At Level 3 you may see": what follows is seen.
static OBSERVES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:at|in|under) .{0,40}\b(?:we|you|practitioners|professionals) (?:(?:may|might|can|could|will|would|often|usually|sometimes|also) )+(?:see|find|notice|meet|hear|observe)\b",
    )
});

static DEFINES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:identification:? |description:? |definition:? )?(?:(?:all|most|some|a few|these|those|the|vulnerable) )*(?:children|child|young people|families|has|needs|a child|a family)\b.*\b(?:needs|unmet|in need|services?|agenc(?:y|ies)|this level|statutory|assessments?)\b",
    )
});

/// Whether the text of a cell says whom a level is for, in the words of definitions.
pub(crate) fn defines_level(text: &str) -> bool {
    DEFINES.is_match(&fold(text))
}

/// Whether a sentence under the title of a level says whom it is for and who responds,
/// rather than what is seen.
pub(crate) fn describes_level(sentence: &str) -> bool {
    let folded = fold(sentence);
    RESPONDS.is_match(&folded) && !OBSERVES.is_match(&folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_that_place_nothing() {
        let role = |t: &str| of_section(t).map(|(r, _)| r);
        assert_eq!(role("Contents"), Some(Role::Contents));
        assert_eq!(role("3. Abbreviations"), Some(Role::Glossary));
        assert_eq!(role("Terms used in this guidance"), Some(Role::Glossary));
        assert_eq!(role("What the law says"), Some(Role::LegalText));
        assert_eq!(role("Annex B: Statutory definitions of abuse and neglect"), Some(Role::LegalText));
        assert_eq!(role("Neglect, domestic abuse and exploitation: definitions"), Some(Role::Definition));
        assert_eq!(role("Definitions and services"), Some(Role::Definition));
        assert_eq!(role("A story: Alfie and Grace"), Some(Role::CaseStudy));
        assert_eq!(role("Case study: Dean"), Some(Role::CaseStudy));
        assert_eq!(role("Referral form"), Some(Role::Form));
        assert_eq!(role("Where to find help"), Some(Role::Services));
        assert_eq!(role("5 Services in Northtown"), Some(Role::Services));
        assert_eq!(role("Annex C: Who can help"), Some(Role::Services));
        assert_eq!(role("Consent and information sharing"), Some(Role::Process));
        assert_eq!(role("Version control"), Some(Role::Process));
        assert_eq!(role("Introduction"), Some(Role::Process));
        assert_eq!(role("Appendix B: Exploitation risk levels"), Some(Role::Process));
        assert_eq!(role("Levels of need and risk levels"), None);
    }

    #[test]
    fn topics_have_no_role() {
        for topic in [
            "Health",
            "Education and learning",
            "Family and relationships",
            "Abuse and neglect",
            "Friends and community",
            "Being a parent",
            "Exploitation, missing and online harm",
            "Parents' needs and health",
            "Engagement with services",
            "Home and money",
            "The child",
            "Learning and work",
        ] {
            assert_eq!(of_section(topic), None, "{topic}");
        }
        for topic in
            ["Health", "Family support networks", "Engagement with services", "Learning", "Emotional health"]
        {
            assert_eq!(of_header(topic), None, "{topic}");
        }
    }

    #[test]
    fn headers_of_columns_and_rows() {
        assert_eq!(of_header("Features of need"), Some(Role::Needs));
        assert_eq!(of_header("Indicators"), Some(Role::Needs));
        assert_eq!(of_header("What you might see"), Some(Role::Needs));
        assert_eq!(of_header("Strengths"), Some(Role::Strengths));
        assert_eq!(of_header("Protective factors"), Some(Role::Strengths));
        assert_eq!(of_header("Services who can help"), Some(Role::Services));
        assert_eq!(of_header("Key agencies"), Some(Role::Services));
        assert_eq!(of_header("Support available"), Some(Role::Services));
        assert_eq!(of_header("Who can help"), Some(Role::Services));
        assert_eq!(of_header("Consent"), Some(Role::Process));
        assert_eq!(of_header("Response"), Some(Role::Process));
        assert_eq!(of_header("What to do"), Some(Role::Process));
        assert_eq!(of_header("6.4 Response"), Some(Role::Process));
        assert_eq!(of_header("3.2 Who can help"), Some(Role::Services));
        assert_eq!(of_header("Definition"), Some(Role::Definition));
    }

    #[test]
    fn lists_of_services_are_told_from_statements_about_services() {
        let shape = |t: &str| of_shape(t).map(|(r, _)| r);
        assert_eq!(shape("Health visitor / Youth Service / Substance misuse team"), Some(Role::Services));
        assert_eq!(shape("CAMHS, Domestic Abuse Service, Drug and Alcohol Team"), Some(Role::Services));
        assert_eq!(shape("Refuses to see the health visitor"), None);
        assert_eq!(shape("Does not engage with services"), None);
        assert_eq!(shape("Excluded from two schools"), None);
        assert_eq!(shape("Young carer"), None);
        assert_eq!(shape("Enjoys clubs"), None);
        assert_eq!(shape("Uses parks, library, leisure centre"), None);
        assert_eq!(shape("Bullied at school"), None);
        let sentence = |t: &str| of_sentence(t).map(|(r, _)| r);
        assert_eq!(
            sentence("Initial child protection conference, core group, public law meeting."),
            Some(Role::Services)
        );
        assert_eq!(
            sentence("Child and family assessment within 40 days, child in need plan, respite."),
            Some(Role::Services)
        );
        assert_eq!(
            sentence("Early support from the family hub, a parenting course or the school nurse."),
            Some(Role::Services)
        );
        assert_eq!(sentence("Needs support from the school nurse, a dietitian or a debt adviser."), None);
        assert_eq!(
            sentence("The child has had a child protection plan, a care order and a conference."),
            None
        );
        assert_eq!(sentence("The family misses meetings, reviews and assessments."), None);
        assert_eq!(sentence("Left out at school, at clubs and in the street."), None);
    }

    #[test]
    fn what_is_seen_at_a_level_does_not_describe_it() {
        assert!(!describes_level("At Level 3 you may see a child who starves himself."));
        assert!(!describes_level("At this stage practitioners might also notice bruises."));
        assert!(describes_level("At Level 3 a lead practitioner brings services together."));
    }

    #[test]
    fn shapes_of_forms_definitions_and_stories() {
        let shape = |t: &str| of_shape(t).map(|(r, _)| r);
        assert_eq!(shape("\u{2610} Self-harm \u{2610} Housing"), Some(Role::Form));
        assert_eq!(shape("Physical abuse may involve hitting, shaking, throwing"), Some(Role::Definition));
        assert_eq!(shape("Jade, 14, has cut her arms."), Some(Role::CaseStudy));
        assert_eq!(shape("Aged 16 or 17 and sofa surfing"), None);
        assert_eq!(
            shape("Section 31 describes harm as ill-treatment or the impairment of health"),
            Some(Role::LegalText)
        );
    }
}
