use syn::meta::ParseNestedMeta;
use syn::{Attribute, Data, DeriveInput, Error, ExprPath, Ident, LitStr, Result};

/// The fields of a record.
pub(crate) struct Fields {
    /// Those that are known, in the order in which they are written.
    pub(crate) known: Vec<Field>,
    /// The one for what is not known.
    pub(crate) extra: Ident,
}

/// A field that is known.
pub(crate) struct Field {
    pub(crate) name: Ident,
    /// Its name in the document.
    pub(crate) key: String,
    /// What it is where it is absent.
    pub(crate) default: Option<ExprPath>,
    /// Says of its value that it is not written.
    pub(crate) left_out: Option<ExprPath>,
}

impl Fields {
    pub(crate) fn of(input: &DeriveInput) -> Result<Self> {
        let whole =
            || Error::new_spanned(&input.ident, "a record has #[serde(default, rename_all = \"camelCase\")]");
        let (mut has_default, mut is_camel) = (false, false);
        each(&input.attrs, |meta| {
            if meta.path.is_ident("default") {
                has_default = true;
                return Ok(());
            }
            if meta.path.is_ident("rename_all") {
                is_camel = meta.value()?.parse::<LitStr>()?.value() == "camelCase";
                return Ok(());
            }
            Err(meta.error("a record knows `default` and `rename_all`"))
        })?;
        if !has_default || !is_camel {
            return Err(whole());
        }
        let Data::Struct(content) = &input.data else {
            return Err(Error::new_spanned(&input.ident, "a record is a struct"));
        };
        let (mut known, mut extra) = (Vec::new(), None);
        for field in &content.fields {
            let Some(name) = field.ident.clone() else {
                return Err(Error::new_spanned(field, "the fields of a record have names"));
            };
            let (mut default, mut left_out, mut is_extra) = (None, None, false);
            each(&field.attrs, |meta| {
                if meta.path.is_ident("flatten") {
                    is_extra = true;
                } else if meta.path.is_ident("default") {
                    default = Some(meta.value()?.parse::<LitStr>()?.parse()?);
                } else if meta.path.is_ident("skip_serializing_if") {
                    left_out = Some(meta.value()?.parse::<LitStr>()?.parse()?);
                } else {
                    return Err(meta.error("a record knows `flatten`, `default` and `skip_serializing_if`"));
                }
                Ok(())
            })?;
            if is_extra {
                extra = Some(name);
            } else {
                let key = camel(&name.to_string());
                known.push(Field { name, key, default, left_out });
            }
        }
        let extra = extra.ok_or_else(|| {
            Error::new_spanned(&input.ident, "a record keeps what it does not know: #[serde(flatten)]")
        })?;
        Ok(Self { known, extra })
    }
}

fn each(attributes: &[Attribute], mut take: impl FnMut(ParseNestedMeta<'_>) -> Result<()>) -> Result<()> {
    let mut own = attributes.iter().filter(|attribute| attribute.path().is_ident("serde"));
    own.try_for_each(|attribute| attribute.parse_nested_meta(&mut take))
}

/// `cidr_block` as `cidrBlock`.
fn camel(name: &str) -> String {
    let mut words = name.trim_start_matches("r#").split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |all, word| {
        let mut letters = word.chars();
        let head = letters.next().map(|letter| letter.to_ascii_uppercase());
        all + &head.into_iter().collect::<String>() + letters.as_str()
    })
}

/// `CidrBlock` as `cidr_block`.
pub(crate) fn snake(name: &str) -> String {
    name.chars().fold(String::new(), |mut all, letter| {
        if letter.is_ascii_uppercase() && !all.is_empty() {
            all.push('_');
        }
        all.push(letter.to_ascii_lowercase());
        all
    })
}

#[cfg(test)]
mod tests {
    use super::{camel, snake};

    #[test]
    fn names_are_those_of_the_document() {
        assert_eq!(camel("cidr_block"), "cidrBlock");
        assert_eq!(camel("name"), "name");
        assert_eq!(camel("ipv6_cidr_blocks"), "ipv6CidrBlocks");
        assert_eq!(camel("r#type"), "type");
        assert_eq!(snake("VpcEndpoint"), "vpc_endpoint");
    }
}
