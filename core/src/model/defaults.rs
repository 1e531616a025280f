//! Helpers of the serde attributes: a field with AWS's default is left out of the file.

pub(super) fn yes() -> bool {
    true
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands fields over by reference")]
pub(super) fn is_true(value: &bool) -> bool {
    *value
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands fields over by reference")]
pub(super) fn is_false(value: &bool) -> bool {
    !*value
}

/// Makes the pair of functions that serde needs for a text field with a default.
macro_rules! text_default {
    ($default:ident, $is_default:ident, $text:literal) => {
        pub(super) fn $default() -> String {
            $text.to_owned()
        }

        pub(super) fn $is_default(value: &String) -> bool {
            value == $text
        }
    };
}

text_default!(running, is_running, "running");
text_default!(ready, is_ready, "READY");
text_default!(available, is_available, "available");
text_default!(active_function, is_active_function, "Active");
text_default!(default_tenancy, is_default_tenancy, "default");
text_default!(task_running, is_task_running, "RUNNING");
text_default!(active_service, is_active_service, "ACTIVE");
text_default!(active, is_active, "active");
text_default!(public, is_public, "public");
text_default!(interface_service, is_interface_service, "Interface");
text_default!(service_available, is_service_available, "Available");
text_default!(gateway, is_gateway, "Gateway");
text_default!(enable, is_enable, "enable");
text_default!(disable, is_disable, "disable");
text_default!(vpc, is_vpc, "vpc");
text_default!(ipv4, is_ipv4, "IPv4");
text_default!(ipv4_addresses, is_ipv4_addresses, "ipv4");
text_default!(up, is_up, "UP");
text_default!(session_up, is_session_up, "up");
text_default!(gre, is_gre, "gre");
text_default!(inbound, is_inbound, "INBOUND");
text_default!(ipv4_only, is_ipv4_only, "IPV4");
text_default!(operational, is_operational, "OPERATIONAL");
text_default!(forward, is_forward, "FORWARD");
text_default!(complete, is_complete, "COMPLETE");
text_default!(zonal, is_zonal, "zonal");
text_default!(off, is_off, "off");
text_default!(active_share, is_active_share, "ACTIVE");
text_default!(associated, is_associated, "associated");
text_default!(create_complete, is_create_complete, "create-complete");
text_default!(public_endpoint, is_public_endpoint, "PUBLIC");
text_default!(online, is_online, "ONLINE");
text_default!(registered, is_registered, "REGISTERED");
text_default!(application, is_application, "application");
text_default!(internet_facing, is_internet_facing, "internet-facing");
text_default!(instance_targets, is_instance_targets, "instance");
text_default!(all_traffic, is_all_traffic, "ALL");
text_default!(cloud_watch_logs, is_cloud_watch_logs, "cloud-watch-logs");

pub(super) fn ten_minutes() -> u32 {
    600
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands fields over by reference")]
pub(super) fn is_ten_minutes(value: &u32) -> bool {
    *value == ten_minutes()
}
