//! Ids that exist without an entry: the internet and the Regional services.

use super::ResourceId;

/// The id of the internet.
pub const INTERNET: &str = "internet";
/// The prefix of Amazon S3 in a Region, as in `s3:eu-west-1`.
pub const S3: &str = "s3";
/// The prefix of Amazon DynamoDB in a Region, as in `dynamodb:eu-west-1`.
pub const DYNAMODB: &str = "dynamodb";

/// A service that a gateway endpoint can lead to (R-GWE-1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GatewayService {
    /// Amazon S3.
    S3,
    /// Amazon DynamoDB.
    DynamoDb,
}

impl GatewayService {
    /// Both services, in the order of their ids.
    pub const ALL: [Self; 2] = [Self::DynamoDb, Self::S3];

    /// The word in ids and service names: `s3` or `dynamodb`.
    pub fn word(self) -> &'static str {
        match self {
            Self::S3 => S3,
            Self::DynamoDb => DYNAMODB,
        }
    }

    /// The name that people use.
    pub fn label(self) -> &'static str {
        match self {
            Self::S3 => "Amazon S3",
            Self::DynamoDb => "Amazon DynamoDB",
        }
    }

    /// The id of the service in a Region.
    pub fn id(self, region: &str) -> ResourceId {
        ResourceId::new(&format!("{}:{region}", self.word()))
    }
}

/// Reads `s3`, `dynamodb`, `s3:REGION` or `dynamodb:REGION`.
pub fn service_of(text: &str) -> Option<(GatewayService, Option<&str>)> {
    let (word, region) = match text.split_once(':') {
        Some((word, region)) => (word, Some(region)),
        None => (text, None),
    };
    let service = GatewayService::ALL.into_iter().find(|service| service.word() == word)?;
    Some((service, region))
}

/// Whether the id exists without an entry in the document.
pub fn is_reserved(id: &str) -> bool {
    id == INTERNET || matches!(service_of(id), Some((_, Some(_))))
}
