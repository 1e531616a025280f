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

#[cfg(unix)]
#[test]
fn what_is_refused_leaves_no_file_and_is_named() {
    let folder = std::env::temp_dir().join(format!("netyard-collect-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let aws = folder.join("aws");
    let answers = "#!/usr/bin/env bash\ncase \"$*\" in\n  *'Vpcs[]'*) printf 'vpc-1\\tvpc-2\\n' ;;\n  *--query*) echo None ;;\n  *describe-flow-logs*) exit 254 ;;\n  *) echo '{}' ;;\nesac\n";
    std::fs::write(&aws, answers).unwrap();
    let made = Command::new("chmod").arg("+x").arg(&aws).status().unwrap();
    assert!(made.success());
    let path = format!("{}:{}", folder.display(), std::env::var("PATH").unwrap());
    let run = Command::new("bash")
        .arg(script())
        .arg(folder.join("out"))
        .arg("eu-west-1")
        .env("PATH", path)
        .output()
        .unwrap();
    let said = String::from_utf8(run.stderr).unwrap();
    assert!(run.status.success(), "{said}");
    assert!(said.contains("Not seen: eu-west-1: aws ec2 describe-flow-logs"), "{said}");
    let file = |name: &str| folder.join("out").join(name).exists();
    for name in ["eu-west-1/vpcs.json", "eu-west-1/enableDnsSupport-vpc-2.json", "global/hosted-zones.json"] {
        assert!(file(name), "{name} is missing");
    }
    assert!(!file("eu-west-1/flow-logs.json"));
    std::fs::remove_dir_all(&folder).unwrap();
}
