//! Names of AWS's services: `sqs.eu-west-1.amazonaws.com`.

/// A service as its host name writes it.
pub(super) struct AwsHost {
    /// The service and its Region as in names of endpoints: `sqs.eu-west-1`; without a Region the service alone.
    pub(super) host: String,
    /// The service: `sqs`, `dkr.ecr`.
    pub(super) service: String,
    /// The Region, where the name has one.
    pub(super) region: Option<String>,
}

/// Services whose names are those of somebody's own things with theirs behind.
const WITH_PREFIX: &[&str] = &["s3", "execute-api", "dkr.ecr", "s3-accesspoint", "s3-control"];
/// First parts of services in two words.
const FIRST_OF_TWO: &[&str] = &["api", "dkr", "runtime", "dualstack", "streams"];

/// Reads the name of a service of AWS; `None` for other names, also for those of somebody's own database or load balancer.
pub(super) fn read(name: &str) -> Option<AwsHost> {
    let rest = name.strip_suffix(".amazonaws.com").or_else(|| name.strip_suffix(".api.aws"))?;
    let parts: Vec<&str> = rest.split('.').collect();
    let (region, before) = match parts.split_last()? {
        (last, before) if is_region(last) => (Some((*last).to_owned()), before),
        _ => (None, parts.as_slice()),
    };
    let whole = before.join(".");
    if let Some(known) =
        WITH_PREFIX.iter().find(|known| whole == **known || whole.ends_with(&format!(".{known}")))
    {
        return Some(host(known, region));
    }
    let is_service = match before {
        [_] => true,
        [first, _] => FIRST_OF_TWO.contains(first),
        _ => false,
    };
    is_service.then(|| host(&whole, region))
}

fn host(service: &str, region: Option<String>) -> AwsHost {
    let host = match &region {
        Some(region) => format!("{service}.{region}"),
        None => service.to_owned(),
    };
    AwsHost { host, service: service.to_owned(), region }
}

/// `eu-west-1`, `us-gov-west-1`.
fn is_region(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let is_word = |part: &&str| !part.is_empty() && part.chars().all(|letter| letter.is_ascii_lowercase());
    let is_number = |part: &&str| !part.is_empty() && part.chars().all(|letter| letter.is_ascii_digit());
    parts.len() >= 3
        && parts.first().is_some_and(|first| first.len() == 2)
        && parts.split_last().is_some_and(|(last, words)| is_number(last) && words.iter().all(is_word))
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn services_are_told_from_things_of_somebody() {
        let of = |name: &str| read(name).map(|it| it.host);
        let is = |host: &str| Some(host.to_owned());
        assert_eq!(of("sqs.eu-west-1.amazonaws.com"), is("sqs.eu-west-1"));
        assert_eq!(of("api.ecr.eu-west-1.amazonaws.com"), is("api.ecr.eu-west-1"));
        assert_eq!(of("backups.s3.eu-west-1.amazonaws.com"), is("s3.eu-west-1"));
        assert_eq!(of("iam.amazonaws.com"), is("iam"));
        for name in
            ["db.abc.eu-west-1.rds.amazonaws.com", "web-1.eu-west-1.elb.amazonaws.com", "www.example.com"]
        {
            assert_eq!(of(name), None, "{name}");
        }
    }
}
