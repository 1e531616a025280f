//! `#[derive(Record)]`: a struct of the document as a table of its fields.
//!
//! What serde derives is code that reads and code that writes, 5 KB and more for each struct in the browser's file. A
//! record gives only the names of its fields and where they are; `model/record.rs` of core reads and writes all of
//! them. The attributes are serde's, as far as records have them; any other is refused.

mod fields;

use fields::{Field, Fields};
use proc_macro::TokenStream;
use proc_macro2::TokenStream as Tokens;
use quote::{format_ident, quote};
use syn::{DeriveInput, Ident, parse_macro_input};

/// Makes a record of a struct with `#[serde(default, rename_all = "camelCase")]` and one field with `#[serde(flatten)]`
/// for what is not known. It is read and written as serde's own derives would: `Serialize` and `Deserialize` come with
/// it.
#[proc_macro_derive(Record, attributes(serde))]
pub fn record(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    let record = Fields::of(&input).map(|fields| written(&input.ident, &fields));
    record.unwrap_or_else(syn::Error::into_compile_error).into()
}

fn written(name: &Ident, fields: &Fields) -> Tokens {
    let called = format!("struct {name}");
    let names = fields.known.iter().map(|field| &field.key);
    let slots = fields.known.iter().map(|field| &field.name);
    let parts = fields.known.iter().map(|Field { name, left_out, .. }| {
        let is_left_out = left_out.as_ref().map_or(quote! { false }, |test| quote! { #test(&self.#name) });
        quote! { (#is_left_out, &self.#name) }
    });
    let extra = &fields.extra;
    let tests = defaults_agree(name, fields);
    quote! {
        impl #name {
            const FIELD_NAMES: &'static [&'static str] = &[#(#names),*];
        }

        impl crate::model::record::Record for #name {
            fn read_fields(&mut self, value: &::serde_json::Value) -> Result<(), ::serde_json::Error> {
                crate::model::record::read(
                    #called,
                    Self::FIELD_NAMES,
                    &mut [#(&mut self.#slots),*],
                    &mut self.#extra,
                    value,
                )
            }

            fn write_fields(&self, object: &mut ::serde_json::Map<String, ::serde_json::Value>) {
                crate::model::record::write(Self::FIELD_NAMES, &[#(#parts),*], &self.#extra, object);
            }
        }

        impl ::serde::Serialize for #name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                crate::model::record::serialize(self, serializer)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for #name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                crate::model::record::deserialize(deserializer)
            }
        }

        #tests
    }
}

/// A record is read into its default; a test compares that with the defaults that its fields name.
fn defaults_agree(name: &Ident, fields: &Fields) -> Tokens {
    let named = fields.known.iter().filter_map(|field| Some((&field.name, field.default.as_ref()?)));
    let (compared, used): (Vec<Tokens>, Vec<Tokens>) = named
        .map(|(field, default)| {
            (quote! { assert_eq!(record.#field, #default()); }, quote! { let _ = #default; })
        })
        .unzip();
    if compared.is_empty() {
        return Tokens::new();
    }
    let test = format_ident!("the_default_of_{}_is_that_of_its_fields", fields::snake(&name.to_string()));
    quote! {
        const _: () = {
            #(#used)*
        };

        #[cfg(test)]
        #[test]
        fn #test() {
            let record = #name::default();
            #(#compared)*
        }
    }
}
