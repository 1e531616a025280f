//! The script that collects what the import reads.

use std::path::{Path, PathBuf};
#[cfg(unix)]
use std::process::Command;

fn script() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/collect-aws.sh")
}

/// Every call of the AWS CLI in the script: service and operation.
fn calls(text: &str) -> Vec<(String, String)> {
    let mut calls = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.starts_with('#')) {
        let words: Vec<&str> =
            line.split([' ', '"', '(', ')', '\'']).filter(|word| !word.is_empty()).collect();
        for (at, word) in words.iter().enumerate() {
            let is_service =
                |word: &&str| word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
            let operation = words.get(at + 1).filter(|next| next.contains('-') && is_service(next));
            if let Some(operation) = operation.filter(|_| SERVICES.contains(word)) {
                calls.push(((*word).to_owned(), (*operation).to_owned()));
            }
        }
    }
    calls
}

const SERVICES: [&str; 19] = [
    "autoscaling",
    "directconnect",
    "ec2",
    "ecs",
    "efs",
    "elasticache",
    "elb",
    "elbv2",
    "lambda",
    "network-firewall",
    "networkmanager",
    "organizations",
    "ram",
    "rds",
    "route53",
    "route53resolver",
    "transfer",
    "vpc-lattice",
    "workspaces",
];

#[test]
fn it_only_reads() {
    let text = std::fs::read_to_string(script()).unwrap();
    let calls = calls(&text);
    assert!(calls.len() > 80, "{} calls are found", calls.len());
    for (service, operation) in &calls {
        let reads = ["describe-", "get-", "list-", "search-"].iter().any(|verb| operation.starts_with(verb));
        assert!(reads, "aws {service} {operation} does more than read");
    }
    for service in SERVICES {
        assert!(calls.iter().any(|(known, _)| known == service), "{service} is not asked");
    }
}

/// The script, run in a folder of its own with a command `aws` that answers so. Gives whether it ended well, what it said
/// and the folder.
#[cfg(unix)]
fn run(name: &str, aws: &str, arguments: &[&str]) -> (bool, String, PathBuf) {
    let folder = std::env::temp_dir().join(format!("netyard-collect-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let command = folder.join("aws");
    std::fs::write(&command, format!("#!/usr/bin/env bash\ncase \"$*\" in\n{aws}\nesac\n")).unwrap();
    let made = Command::new("chmod").arg("+x").arg(&command).status().unwrap();
    assert!(made.success());
    let path = format!("{}:{}", folder.display(), std::env::var("PATH").unwrap());
    let run = Command::new("bash")
        .arg(script())
        .args(arguments)
        .current_dir(&folder)
        .env("PATH", path)
        .output()
        .unwrap();
    (run.status.success(), String::from_utf8(run.stderr).unwrap(), folder)
}

#[cfg(unix)]
#[test]
fn what_is_refused_leaves_no_file_and_is_named() {
    let aws = "  *'Vpcs[]'*) printf 'vpc-1\\tvpc-2\\n' ;;\n  *list-firewalls*) exit 254 ;;\n  *--query*) echo None ;;\n  *describe-flow-logs*) exit 254 ;;\n  *) echo '{}' ;;";
    let (is_well, said, folder) = run("refused", aws, &["out", "eu-west-1"]);
    assert!(is_well, "{said}");
    let named: Vec<&str> = said.lines().filter(|line| line.starts_with("Not seen")).collect();
    // Also what only lists what is asked for then.
    let expected = ["ec2 describe-flow-logs", "network-firewall list-firewalls"];
    assert_eq!(named, expected.map(|call| format!("Not seen: eu-west-1: aws {call}")), "{said}");
    let file = |name: &str| folder.join("out").join(name).exists();
    for name in ["eu-west-1/vpcs.json", "eu-west-1/enableDnsSupport-vpc-2.json", "global/hosted-zones.json"] {
        assert!(file(name), "{name} is missing");
    }
    assert!(!file("eu-west-1/flow-logs.json"));
    std::fs::remove_dir_all(&folder).unwrap();
}

#[cfg(unix)]
#[test]
fn a_command_line_that_cannot_ask_does_not_end_well() {
    let (is_well, said, folder) = run("regions", "  *) exit 253 ;;", &["out"]);
    assert!(!is_well && said.contains("does not tell the Regions"), "{said}");
    assert!(!folder.join("out").exists());
    let (is_well, said, _) = run("regions", "  *) exit 253 ;;", &["out", "eu-west-1"]);
    assert!(!is_well && said.contains("no call was answered"), "{said}");
    assert_eq!(said.matches("aws ec2 describe-vpcs\n").count(), 1, "{said}");
    let (is_well, said, _) = run("regions", "  *) echo '{}' ;;", &["--help"]);
    assert!(!is_well && said.starts_with("Usage:"), "{said}");
    std::fs::remove_dir_all(&folder).unwrap();
}
