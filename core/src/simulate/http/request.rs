use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// A request of HTTP: what rules of Application Load Balancers ask for. What is absent has a default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Request {
    /// The method; `GET` by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// `http` or `https`; by default whatever the listener of the port speaks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scheme: Option<String>,
    /// The host that it names; by default the name or the address that it is sent to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub host: Option<String>,
    /// The path without the query; `/` by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The query without the question mark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub query: Option<String>,
    /// Other headers by name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub headers: BTreeMap<String, String>,
}

impl Request {
    /// Reads `GET /users/7`, `https://one.example.com/users?id=7` and what is between; the reason if it is none of these.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let (method, rest) = match text.split_once(' ') {
            Some((method, rest)) => (Some(method.to_owned()), rest.trim()),
            None => (None, text),
        };
        if method.as_ref().is_some_and(|method| !method.chars().all(|sign| sign.is_ascii_alphabetic())) {
            return Err(format!("\"{text}\" is no request. Write GET /path or GET https://host/path."));
        }
        let (scheme, host, path) = match rest.split_once("://") {
            Some((scheme @ ("http" | "https"), rest)) => {
                let end = rest.find(['/', '?']).unwrap_or(rest.len());
                let (host, path) = rest.split_at(end);
                (Some(scheme.to_owned()), Some(host.to_owned()).filter(|host| !host.is_empty()), path)
            }
            None if rest.starts_with('/') => (None, None, rest),
            None if is_host(rest.split(['/', '?']).next().unwrap_or_default()) => {
                let (host, path) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
                (None, Some(host.to_owned()), path)
            }
            _ => {
                let reason = "is no request. Write GET /path or GET https://host/path.";
                return Err(format!("\"{text}\" {reason}"));
            }
        };
        let (path, query) = match path.split_once('?') {
            Some((path, query)) => (path, Some(query.to_owned())),
            None => (path, None),
        };
        let path = Some(path.to_owned()).filter(|path| !path.is_empty());
        Ok(Self { method, scheme, host, path, query, headers: BTreeMap::new() })
    }

    /// The method.
    pub fn method(&self) -> &str {
        self.method.as_deref().unwrap_or("GET")
    }

    /// The path.
    pub fn path(&self) -> &str {
        self.path.as_deref().unwrap_or("/")
    }

    /// The host without a port, in lower case.
    pub fn host(&self) -> Option<String> {
        let header = || self.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("host"));
        let host = self.host.as_deref().or_else(|| header().map(|(_, host)| host.as_str()))?;
        // The address of IPv6 has colons of its own.
        let name = match host.rsplit_once(':') {
            Some((name, port)) if port.parse::<u16>().is_ok() && !name.ends_with(':') => name,
            _ => host,
        };
        Some(name.trim_matches(['[', ']']).to_lowercase())
    }

    /// The port that its scheme has by itself.
    pub fn port(&self) -> u16 {
        if self.scheme.as_deref() == Some("http") { 80 } else { 443 }
    }
}

/// Whether a text in front of a path is a host: it has a dot, as no single word has.
fn is_host(text: &str) -> bool {
    text.contains('.') && !text.contains(char::is_whitespace)
}

impl fmt::Display for Request {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} ", self.method())?;
        if let Some(host) = &self.host {
            if let Some(scheme) = &self.scheme {
                write!(formatter, "{scheme}://")?;
            }
            formatter.write_str(host)?;
        }
        formatter.write_str(self.path())?;
        match &self.query {
            Some(query) => write!(formatter, "?{query}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Request;

    #[test]
    fn requests_are_read_and_written() {
        for text in [
            "GET /",
            "GET /users/7?all=1",
            "POST https://one.example.com/a",
            "GET http://a.example:81/",
            "PUT one.example.com/a?b",
        ] {
            assert_eq!(Request::parse(text).map(|request| request.to_string()), Ok(text.to_owned()));
        }
        assert_eq!(
            Request::parse("https://a.example").map(|request| request.to_string()),
            Ok("GET https://a.example/".to_owned())
        );
        for text in ["", "users", "GET users", "ftp://a/b", "G-T /"] {
            assert!(Request::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_host_has_no_port_and_may_stand_among_the_headers() {
        let mut written = Request::default();
        written.headers.insert("HOST".to_owned(), "A.example:81".to_owned());
        assert_eq!(written.host().as_deref(), Some("a.example"));
        let host = |text: &str| Request { host: Some(text.to_owned()), ..Request::default() }.host();
        assert_eq!(host("One.Example.com:8443").as_deref(), Some("one.example.com"));
        assert_eq!(host("2001:db8::1").as_deref(), Some("2001:db8::1"));
        assert_eq!(host("[2001:db8::1]:80").as_deref(), Some("2001:db8::1"));
    }
}
