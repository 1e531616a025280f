//! <https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html>

/// The fields of AWS's default format, version 2.
pub const DEFAULT_FORMAT: &[&str] = &[
    "version",
    "account-id",
    "interface-id",
    "srcaddr",
    "dstaddr",
    "srcport",
    "dstport",
    "protocol",
    "packets",
    "bytes",
    "start",
    "end",
    "action",
    "log-status",
];

/// What stands where a value is not applicable or was not computed.
pub(super) const NOT_COMPUTED: &str = "-";

/// Every field that is not in the default format, with the version that brought it.
const FIELDS: &[(&str, u8)] = &[
    ("vpc-id", 3),
    ("subnet-id", 3),
    ("instance-id", 3),
    ("tcp-flags", 3),
    ("type", 3),
    ("pkt-srcaddr", 3),
    ("pkt-dstaddr", 3),
    ("region", 4),
    ("az-id", 4),
    ("sublocation-type", 4),
    ("sublocation-id", 4),
    ("pkt-src-aws-service", 5),
    ("pkt-dst-aws-service", 5),
    ("flow-direction", 5),
    ("traffic-path", 5),
    ("ecs-cluster-arn", 7),
    ("ecs-cluster-name", 7),
    ("ecs-container-instance-arn", 7),
    ("ecs-container-instance-id", 7),
    ("ecs-container-id", 7),
    ("ecs-second-container-id", 7),
    ("ecs-service-name", 7),
    ("ecs-task-definition-arn", 7),
    ("ecs-task-arn", 7),
    ("ecs-task-id", 7),
    ("reject-reason", 8),
    ("resource-id", 9),
    ("encryption-status", 10),
];

/// The fields of a record, in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordFormat {
    fields: Vec<String>,
}

impl RecordFormat {
    /// The format of a log; AWS's default one if it names none, or names no field.
    pub fn new(log_format: Option<&str>) -> Self {
        let named: Vec<String> = log_format.map(fields).unwrap_or_default();
        let default = || DEFAULT_FORMAT.iter().map(|field| (*field).to_owned()).collect();
        Self { fields: if named.is_empty() { default() } else { named } }
    }

    /// The fields.
    pub fn fields(&self) -> &[String] {
        &self.fields
    }

    /// The first line of a file of records: the names of the fields.
    pub fn header(&self) -> String {
        self.fields.join(" ")
    }

    /// What stands in the field `version`: the highest version of all fields, 2 in the default format.
    pub fn version(&self) -> u8 {
        self.fields.iter().filter_map(|field| version(field)).max().unwrap_or(2)
    }

    /// The fields that AWS does not know.
    pub fn unknown(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().map(String::as_str).filter(|field| version(field).is_none())
    }
}

/// `${version} ${srcaddr}` as words.
fn fields(log_format: &str) -> Vec<String> {
    let words = log_format.split_whitespace();
    words.map(|word| word.trim_start_matches("${").trim_end_matches('}').to_owned()).collect()
}

/// The version that brought a field; `None` of what is none.
fn version(field: &str) -> Option<u8> {
    if DEFAULT_FORMAT.contains(&field) {
        return Some(2);
    }
    FIELDS.iter().find(|(name, _)| *name == field).map(|(_, version)| *version)
}

#[cfg(test)]
mod tests {
    use super::RecordFormat;

    #[test]
    fn the_version_is_that_of_the_newest_field() {
        let version = |format| RecordFormat::new(format).version();
        assert_eq!(version(None), 2);
        assert_eq!(version(Some("${srcaddr} ${action}")), 2);
        assert_eq!(version(Some("${version} ${vpc-id}")), 3);
        assert_eq!(version(Some("${flow-direction} ${vpc-id} ${region}")), 5);
    }

    #[test]
    fn a_format_without_fields_is_the_default_one() {
        assert_eq!(RecordFormat::new(Some("  ")), RecordFormat::new(None));
        assert_eq!(RecordFormat::new(None).unknown().count(), 0);
        assert_eq!(
            RecordFormat::new(Some("${srcaddr} ${nonsense}")).unknown().collect::<Vec<_>>(),
            ["nonsense"]
        );
    }
}
