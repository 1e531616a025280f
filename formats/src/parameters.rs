//! Values that a user gives for parameters of templates, as lines, and which ones a report asks for.

use crate::report::ImportReport;
use std::collections::BTreeMap;

/// Reads `NAME=VALUE`, one a line. Empty lines and lines that begin with `#` say nothing.
///
/// # Errors
/// The number of the line that is something else, or that gives a parameter a second time.
pub fn parameters_of(lines: &str) -> Result<BTreeMap<String, String>, String> {
    let mut parameters = BTreeMap::new();
    for (index, line) in lines.lines().enumerate() {
        let (line, number) = (line.trim(), index + 1);
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let named = line.split_once('=').map(|(name, value)| (name.trim(), value.trim()));
        let Some((name, value)) = named.filter(|(name, _)| is_name(name)) else {
            return Err(format!(
                "Parameters, line {number}: a parameter is written NAME=VALUE, as AWS::Region=eu-west-1."
            ));
        };
        if parameters.insert(name.to_owned(), value.to_owned()).is_some() {
            return Err(format!("Parameters, line {number}: {name} is given twice."));
        }
    }
    Ok(parameters)
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|letter| letter.is_ascii_alphanumeric() || "_:-.".contains(letter))
}

/// What a report says of a parameter without a value: the end of its sentence.
pub(crate) fn give(name: &str) -> String {
    format!("{GIVE}{name}{VALUE}")
}

const GIVE: &str = "Give the parameter ";
const VALUE: &str = " a value";

/// The parameters that a report asks for, each once, in its order.
pub fn asked_for(report: &ImportReport) -> Vec<String> {
    let mut names = Vec::new();
    for entry in &report.approximated {
        let asked = entry.why.rsplit_once(GIVE).and_then(|(_, rest)| rest.split_once(VALUE));
        let Some((name, _)) = asked.filter(|(name, _)| is_name(name)) else { continue };
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::{asked_for, give, parameters_of};
    use crate::report::ImportReport;

    #[test]
    fn lines_give_parameters_their_values() {
        let lines = "AWS::Region=eu-west-1\n\n# the stage\n Stage = test=2 \nEmpty=\r\n";
        let read: Vec<(String, String)> = parameters_of(lines).unwrap_or_default().into_iter().collect();
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(read, [pair("AWS::Region", "eu-west-1"), pair("Empty", ""), pair("Stage", "test=2")]);
    }

    #[test]
    fn a_line_that_is_none_is_told_by_its_number() {
        for lines in ["A=1\nBlock", "A=1\n=1", "A=1\nmy name=1"] {
            let told = parameters_of(lines).unwrap_err();
            assert!(told.starts_with("Parameters, line 2: a parameter is written NAME=VALUE"), "{told}");
        }
        assert_eq!(parameters_of("A=1\nA=2").unwrap_err(), "Parameters, line 2: A is given twice.");
    }

    #[test]
    fn a_report_asks_for_each_parameter_once() {
        let mut report = ImportReport::default();
        let why =
            format!("Nothing tells the parameter Zone; a stands for it. {} for another one.", give("Zone"));
        report.approximated("a.yaml", "line 2", "Parameter", &why);
        report.approximated("b.yaml", "line 9", "Parameter", &why);
        report.approximated("a.yaml", "", "Region", &format!("{}.", give("AWS::Region")));
        report.approximated("a.yaml", "line 3", "VPC", "It has no block.");
        assert_eq!(asked_for(&report), ["Zone", "AWS::Region"]);
    }
}
