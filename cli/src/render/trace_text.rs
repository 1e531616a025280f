//! A trace for people: the verdict first, then every decision in a table, then what stops it and what to do.

use super::table::{Table, one_line};
use super::words;
use netyard_core::model::Document;
use netyard_core::net::{Header, Protocol};
use netyard_core::simulate::{Blocker, FlowSpec, Hop, Leg, Trace};

/// The whole trace as text.
pub(crate) fn render(document: &Document, flow: &FlowSpec, trace: &Trace) -> String {
    let page = Page { document, trace };
    let mut text = format!("{}\n{}\n", page.verdict(trace), question(document, flow));
    if flow.request.is_some() {
        text.push_str(&answer(trace));
    }
    if let Some(mtu) = &trace.mtu {
        text.push_str(&one_line(&mtu.message.text));
        text.push('\n');
    }
    text.push_str(&page.resolution());
    text.push_str(&page.branches());
    text.push_str(&page.legs());
    text.push_str(&page.blockers());
    text.push_str(&page.notes());
    text
}

struct Page<'a> {
    document: &'a Document,
    trace: &'a Trace,
}

fn question(document: &Document, flow: &FlowSpec) -> String {
    let protocol = flow.protocol.clone().unwrap_or(Protocol::Tcp);
    let port = if protocol.has_ports() { format!(" {}", flow.port_or_default()) } else { String::new() };
    let [from, to] = [&flow.from, &flow.to].map(|end| document.display_name(end));
    let request = flow.request.as_ref().map(|request| format!(", {request}")).unwrap_or_default();
    one_line(&format!("{from} → {to}, {protocol}{port}{request}"))
}

/// The answer to a request; where branches get several, their table tells.
fn answer(trace: &Trace) -> String {
    let words = match &trace.response {
        Some(response) if same_status(trace, response.status) => response.message.text.as_str(),
        Some(_) => "The answer depends on the branch.",
        None => "No answer that is known comes back.",
    };
    format!("{}\n", one_line(words))
}

fn same_status(trace: &Trace, status: u16) -> bool {
    let is_same = |trace: &Trace| trace.response.as_ref().is_some_and(|own| own.status == status);
    trace.branches.iter().all(|branch| is_same(&branch.trace) && same_status(&branch.trace, status))
}

impl Page<'_> {
    /// `DROPPED: NO_ROUTE_TO_DESTINATION at private-a, on the way there`.
    fn verdict(&self, trace: &Trace) -> String {
        let mut line = words::verdict(trace.verdict).to_owned();
        let mut parts: Vec<String> = trace.code.map(str::to_owned).into_iter().collect();
        if let Some(at) = &trace.at {
            parts.push(format!("at {}", words::name(self.document, at)));
        }
        if !parts.is_empty() {
            line += &[": ", &parts.join(" ")].concat();
        }
        if let Some(leg) = trace.leg {
            line += &[", ", words::leg(leg)].concat();
        }
        if let Some(detail) = &trace.detail {
            line += &[" (", detail, ")"].concat();
        }
        one_line(&line)
    }

    /// How the name became addresses, in front of everything else.
    fn resolution(&self) -> String {
        let Some(resolution) = &self.trace.resolution else { return String::new() };
        let mut table = Table::default();
        for step in &resolution.steps {
            let question = format!("{} {}", step.question.name, step.question.record_type);
            let answer = [step.answer.status.word(), &step.answer.values.join(", ")].join(" ");
            let book = step.decided_by.book.join(", ");
            let component = words::name(self.document, &step.component);
            table.row([component, &question, answer.trim_end(), &step.decided_by.text, &book]);
        }
        format!("\nName\n{}", table.render())
    }

    fn branches(&self) -> String {
        if self.trace.branches.is_empty() {
            return String::new();
        }
        let mut table = Table::default();
        for branch in &self.trace.branches {
            let outcome = self.outcome(&branch.trace, branch.choice.percent());
            table.row([branch.choice.picked.as_str(), &outcome, &branch.choice.reason]);
            for way in branch.ways() {
                let reason = way.choices.last().map_or("", |choice| choice.reason.as_str());
                let picked = format!("  {}", way.picked());
                table.row([picked.as_str(), &self.outcome(way.trace, way.percent()), reason]);
            }
        }
        format!("\nBranches\n{}", table.render())
    }

    /// What becomes of a branch: the verdict, the status of an answer, and its share.
    fn outcome(&self, trace: &Trace, share: Option<String>) -> String {
        let status = trace.response.as_ref().map(|response| response.status.to_string());
        let words = [Some(self.verdict(trace)), status, share];
        words.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    fn legs(&self) -> String {
        let trace = self.trace;
        let mut text = String::new();
        if !trace.forward.is_empty() {
            text += "\nRequest\n";
            text += &self.leg(&trace.forward, trace.beyond_on(Leg::Forward), Leg::Forward);
        }
        if !trace.back.is_empty() {
            let heading = if trace.as_if { "Reply, as if the request had passed" } else { "Reply" };
            text += &["\n", heading, "\n"].concat();
            text += &self.leg(&trace.back, trace.beyond_on(Leg::Return), Leg::Return);
        }
        text
    }

    fn leg(&self, hops: &[Hop], beyond: &[Hop], leg: Leg) -> String {
        let mut table = Table::default();
        let mut shown: Option<&Header> = None;
        for (index, hop) in hops.iter().chain(beyond).enumerate() {
            if index == hops.len() {
                table.line("    and if it had passed:");
            }
            if shown != Some(&hop.header_in) {
                table.line(&format!("    {}", words::header(&hop.header_in)));
            }
            table.row(self.hop(index + 1, hop, leg));
            shown = Some(&hop.header_in);
            if hop.header_out != hop.header_in {
                table.line(&format!("    {}", words::header(&hop.header_out)));
                shown = Some(&hop.header_out);
            }
        }
        table.render()
    }

    fn hop(&self, number: usize, hop: &Hop, leg: Leg) -> [String; 6] {
        let decider = &hop.decided_by;
        let mut by = words::name(self.document, &decider.resource).to_owned();
        if let Some(row) = &decider.row {
            by += &[" ", row.as_str()].concat();
        }
        if decider.implicit {
            by.push_str(" (implicit)");
        }
        let mark = if self.stops(hop, leg) { "✗" } else { "✓" };
        [
            format!("{number:>2}"),
            mark.to_owned(),
            words::name(self.document, &hop.component).to_owned(),
            words::hop_kind(hop.kind).to_owned(),
            by,
            decider.text.clone(),
        ]
    }

    fn stops(&self, hop: &Hop, leg: Leg) -> bool {
        self.trace.blockers.iter().any(|blocker| blocker.leg == leg && blocker.decided_by == hop.decided_by)
    }

    fn blockers(&self) -> String {
        if self.trace.blockers.is_empty() {
            return String::new();
        }
        let blockers =
            self.trace.blockers.iter().enumerate().map(|(index, blocker)| self.blocker(index + 1, blocker));
        format!("\nWhat stops it\n{}", blockers.collect::<Vec<_>>().concat())
    }

    fn blocker(&self, number: usize, blocker: &Blocker) -> String {
        let at = words::name(self.document, &blocker.at);
        let codes: Vec<&str> = [Some(blocker.code), blocker.detail].into_iter().flatten().collect();
        let mut lines = vec![
            format!("  {number:>2}  {} at {at}, {}", codes.join(" · "), words::leg(blocker.leg)),
            format!("      {}", blocker.message.text),
        ];
        if let Some(fix) = &blocker.fix {
            lines.push(format!("      Fix: {}", fix.title));
        }
        lines.iter().map(|line| format!("{}\n", one_line(line))).collect::<Vec<_>>().concat()
    }

    fn notes(&self) -> String {
        if self.trace.notes.is_empty() {
            return String::new();
        }
        let notes = self.trace.notes.iter().map(|note| format!("  {}\n", one_line(&note.message.text)));
        format!("\nWorth knowing\n{}", notes.collect::<Vec<_>>().concat())
    }
}
