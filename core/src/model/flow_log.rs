use super::defaults::{
    all_traffic, cloud_watch_logs, is_all_traffic, is_cloud_watch_logs, is_ten_minutes, ten_minutes,
};
use super::record::Record;
use super::{Extra, ResourceId, Tags};

/// A flow log: what the interfaces of a VPC, of a subnet, or one interface accept and reject is written down.
///
/// The names are those of `DescribeFlowLogs`. Nothing of a flow log decides about packets.
#[derive(Clone, Debug, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct FlowLog {
    /// A name of the user's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Tags.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// The account that made it; where absent, the one that owns what is watched. Answers of AWS tell it by the ARN of the
    /// role only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner_id: Option<String>,
    /// What is watched: a VPC, a subnet or a network interface; AWS also takes transit gateways and their attachments.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource_id: Option<ResourceId>,
    /// `ACCEPT`, `REJECT` or `ALL`.
    #[serde(default = "all_traffic", skip_serializing_if = "is_all_traffic")]
    pub traffic_type: String,
    /// `cloud-watch-logs`, `s3` or `kinesis-data-firehose`.
    #[serde(default = "cloud_watch_logs", skip_serializing_if = "is_cloud_watch_logs")]
    pub log_destination_type: String,
    /// The ARN of the bucket, stream or log group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub log_destination: Option<String>,
    /// The log group of CloudWatch Logs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub log_group_name: Option<String>,
    /// The fields of a record, as `${version} ${srcaddr}`; AWS's default format if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub log_format: Option<String>,
    /// For how many seconds at most packets of one flow are counted together: 60 or 600.
    #[serde(default = "ten_minutes", skip_serializing_if = "is_ten_minutes")]
    pub max_aggregation_interval: u32,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Default for FlowLog {
    fn default() -> Self {
        Self {
            name: None,
            tags: Tags::new(),
            owner_id: None,
            resource_id: None,
            traffic_type: all_traffic(),
            log_destination_type: cloud_watch_logs(),
            log_destination: None,
            log_group_name: None,
            log_format: None,
            max_aggregation_interval: ten_minutes(),
            extra: Extra::new(),
        }
    }
}
