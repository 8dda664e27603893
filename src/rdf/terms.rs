//! The terms that the code itself writes, each with the page that defines it.
//!
//! Kinds, roles, attributes and relations are not here: the vocabulary names their terms ([`super::Mapping`]).
//! `rdf:type`, `rdfs:label` and the XSD datatypes are those of [`oxrdf::vocab`].

use oxrdf::NamedNodeRef;

macro_rules! terms {
    ($namespace:literal { $($(#[$doc:meta])* $name:ident = $local:literal;)* }) => {$(
        $(#[$doc])*
        pub const $name: NamedNodeRef<'static> = NamedNodeRef::new_unchecked(concat!($namespace, $local));
    )*};
}

// Provisional until the path is registered with w3id.org; the built-in vocabulary declares the same prefix, and a
// test compares the two.
terms! { "https://w3id.org/relata/ns#" {
    /// The namespace of relata's own terms.
    RELATA = "";
    /// The one kind class of a record; on records only, so it marks them.
    KIND = "kind";
    /// The date as written, in EDTF.
    WHEN = "when";
    /// The first day on which it may have begun.
    EARLIEST_START = "earliestStart";
    /// The last day on which it may have begun.
    LATEST_START = "latestStart";
    /// The first day on which it may have ended.
    EARLIEST_END = "earliestEnd";
    /// The last day on which it may have ended.
    LATEST_END = "latestEnd";
    /// Why the earliest start is a sentinel.
    START_STATUS = "startStatus";
    /// Why the latest end is a sentinel.
    END_STATUS = "endStatus";
    /// No end or start is stated; it may still go on.
    OPEN = "open";
    /// It has begun, or ended, nobody says when.
    UNKNOWN = "unknown";
    /// Nothing is said of it.
    NOT_STATED = "notStated";
    /// The unit of the date where it is coarser than a day.
    PRECISION = "precision";
    /// To the decade; OWL-Time has no such unit.
    UNIT_DECADE = "unitDecade";
    /// To the century; OWL-Time has no such unit.
    UNIT_CENTURY = "unitCentury";
    /// What the marks on the date say.
    DATE_QUALITY = "dateQuality";
    /// `~`
    APPROXIMATE_DATE = "approximateDate";
    /// `?`
    UNCERTAIN_DATE = "uncertainDate";
    /// `%`
    APPROXIMATE_UNCERTAIN_DATE = "approximateUncertainDate";
    /// True when a record tells of several of its kind.
    SERIES = "series";
    /// Of how many it tells.
    SERIES_COUNT = "seriesCount";
    /// A country by its ISO 3166-1 alpha-2 code.
    COUNTRY_CODE = "countryCode";
    /// The class of a filler that needs saying more of than its role.
    PARTICIPATION = "Participation";
    /// From a record to a participation.
    QUALIFIED_PARTICIPATION = "qualifiedParticipation";
    /// From a participation to its filler.
    AGENT = "agent";
    /// From a participation to the property of its role.
    AS_ROLE = "asRole";
    /// True when the source does not name the filler in so many words.
    INFERRED = "inferred";
    /// From a participation to the body acted for.
    ON_BEHALF_OF = "onBehalfOf";
    /// How many fillers are left unnamed.
    UNNAMED_COUNT = "unnamedCount";
    /// The class of a span of a source.
    PASSAGE = "Passage";
    /// Between the ends of every edge that is a tie, both ways.
    LINKED_WITH = "linkedWith";
    /// The parent of the classes of records; not written in data.
    RECORD = "Record";
    /// From a class of records to a role that each of them should fill.
    REQUIRED_ROLE = "requiredRole";
    /// From a direct property to the class of the nodes it is derived from.
    SHORTCUT_KIND = "shortcutKind";
    /// From a direct property to a role that gives its subject.
    SHORTCUT_FROM = "shortcutFrom";
    /// From a direct property to a role that gives its object.
    SHORTCUT_TO = "shortcutTo";
    /// False on a direct property, or on a value, that makes no tie.
    TIE = "tie";
    /// From a dataset to its rule about qualified dates.
    QUALIFIED_DATES = "qualifiedDates";
} }

/// The parent of the roles; not written in data. It is no role, though one of the built-in vocabulary has its name.
pub const PARTICIPANT: NamedNodeRef<'static> =
    NamedNodeRef::new_unchecked("https://w3id.org/relata/ns#participant");

terms! { "http://www.w3.org/2004/02/skos/core#" {
    /// <https://www.w3.org/TR/skos-reference/#concepts>
    SKOS_CONCEPT = "Concept";
    /// <https://www.w3.org/TR/skos-reference/#schemes>
    SKOS_CONCEPT_SCHEME = "ConceptScheme";
    /// <https://www.w3.org/TR/skos-reference/#schemes>
    SKOS_IN_SCHEME = "inScheme";
    /// <https://www.w3.org/TR/skos-reference/#labels>
    SKOS_PREF_LABEL = "prefLabel";
    /// <https://www.w3.org/TR/skos-reference/#labels>
    SKOS_ALT_LABEL = "altLabel";
    /// <https://www.w3.org/TR/skos-reference/#notes>
    SKOS_NOTE = "note";
    /// <https://www.w3.org/TR/skos-reference/#mapping>
    SKOS_EXACT_MATCH = "exactMatch";
} }

terms! { "http://purl.org/dc/terms/" {
    /// <https://www.dublincore.org/specifications/dublin-core/dcmi-terms/#title>
    DCTERMS_TITLE = "title";
    /// <https://www.dublincore.org/specifications/dublin-core/dcmi-terms/#issued>
    DCTERMS_ISSUED = "issued";
    /// <https://www.dublincore.org/specifications/dublin-core/dcmi-terms/#language>
    DCTERMS_LANGUAGE = "language";
    /// <https://www.dublincore.org/specifications/dublin-core/dcmi-terms/#description>
    DCTERMS_DESCRIPTION = "description";
    /// <https://www.dublincore.org/specifications/dublin-core/dcmi-terms/#isReplacedBy>
    DCTERMS_IS_REPLACED_BY = "isReplacedBy";
    /// <https://www.dublincore.org/specifications/dublin-core/dcmi-terms/#identifier>
    DCTERMS_IDENTIFIER = "identifier";
    /// <https://www.dublincore.org/specifications/dublin-core/dcmi-terms/#license>
    DCTERMS_LICENSE = "license";
    /// <https://www.dublincore.org/specifications/dublin-core/dcmi-terms/#rights>
    DCTERMS_RIGHTS = "rights";
    /// <https://www.dublincore.org/specifications/dublin-core/dcmi-terms/#source>
    DCTERMS_SOURCE = "source";
    /// <https://www.dublincore.org/specifications/dublin-core/dcmi-terms/#temporal>
    DCTERMS_TEMPORAL = "temporal";
    /// <https://www.dublincore.org/specifications/dublin-core/dcmi-terms/#PeriodOfTime>
    DCTERMS_PERIOD_OF_TIME = "PeriodOfTime";
    /// <https://www.dublincore.org/specifications/dublin-core/dcmi-terms/#conformsTo>
    DCTERMS_CONFORMS_TO = "conformsTo";
} }

terms! { "http://www.w3.org/2002/07/owl#" {
    /// <https://www.w3.org/TR/owl2-syntax/#Classes>
    OWL_CLASS = "Class";
    /// <https://www.w3.org/TR/owl2-syntax/#Datatype_Properties>
    OWL_DATATYPE_PROPERTY = "DatatypeProperty";
    /// <https://www.w3.org/TR/owl2-syntax/#Inverse_Object_Properties_2>
    OWL_INVERSE_OF = "inverseOf";
    /// <https://www.w3.org/TR/owl2-syntax/#Object_Properties>
    OWL_OBJECT_PROPERTY = "ObjectProperty";
    /// <https://www.w3.org/TR/owl2-syntax/#Ontologies>
    OWL_ONTOLOGY = "Ontology";
    /// <https://www.w3.org/TR/owl2-syntax/#Symmetric_Object_Properties>
    OWL_SYMMETRIC_PROPERTY = "SymmetricProperty";
    /// <https://www.w3.org/TR/owl2-syntax/#Annotation_Properties>
    OWL_DEPRECATED = "deprecated";
} }

terms! { "http://www.w3.org/ns/prov#" {
    /// <https://www.w3.org/TR/prov-o/#Entity>
    PROV_ENTITY = "Entity";
    /// <https://www.w3.org/TR/prov-o/#wasDerivedFrom>
    PROV_WAS_DERIVED_FROM = "wasDerivedFrom";
} }

terms! { "http://www.w3.org/ns/oa#" {
    /// <https://www.w3.org/TR/annotation-vocab/#hassource>
    OA_HAS_SOURCE = "hasSource";
    /// <https://www.w3.org/TR/annotation-vocab/#start>
    OA_START = "start";
    /// <https://www.w3.org/TR/annotation-vocab/#end>
    OA_END = "end";
} }

terms! { "http://schema.org/" {
    /// <https://schema.org/Place>
    SCHEMA_PLACE = "Place";
    /// <https://schema.org/containedInPlace>
    SCHEMA_CONTAINED_IN_PLACE = "containedInPlace";
    /// <https://schema.org/CreativeWork>
    SCHEMA_CREATIVE_WORK = "CreativeWork";
    /// <https://schema.org/location>
    SCHEMA_LOCATION = "location";
    /// <https://schema.org/sha256>
    SCHEMA_SHA256 = "sha256";
} }

terms! { "http://xmlns.com/foaf/0.1/" {
    /// <http://xmlns.com/foaf/spec/#term_Document>
    FOAF_DOCUMENT = "Document";
} }

terms! { "http://rdfs.org/ns/void#" {
    /// <https://www.w3.org/TR/void/#dataset>
    VOID_DATASET = "Dataset";
    /// <https://www.w3.org/TR/void/#pattern>
    VOID_URI_SPACE = "uriSpace";
    /// <https://www.w3.org/TR/void/#vocabularies>
    VOID_VOCABULARY = "vocabulary";
    /// <https://www.w3.org/TR/void/#statistics>
    VOID_TRIPLES = "triples";
    /// <https://www.w3.org/TR/void/#statistics>
    VOID_ENTITIES = "entities";
    /// <https://www.w3.org/TR/void/#statistics>
    VOID_DISTINCT_SUBJECTS = "distinctSubjects";
    /// <https://www.w3.org/TR/void/#class-property-partitions>
    VOID_CLASS_PARTITION = "classPartition";
    /// <https://www.w3.org/TR/void/#class-property-partitions>
    VOID_CLASS = "class";
    /// <https://www.w3.org/TR/void/#class-property-partitions>
    VOID_PROPERTY_PARTITION = "propertyPartition";
    /// <https://www.w3.org/TR/void/#class-property-partitions>
    VOID_PROPERTY = "property";
} }

terms! { "http://www.w3.org/ns/dcat#" {
    /// <https://www.w3.org/TR/vocab-dcat-3/#Class:Dataset>
    DCAT_DATASET = "Dataset";
    /// <https://www.w3.org/TR/vocab-dcat-3/#Property:dataset_distribution>
    DCAT_DISTRIBUTION = "distribution";
    /// <https://www.w3.org/TR/vocab-dcat-3/#Class:Distribution>
    DCAT_DISTRIBUTION_CLASS = "Distribution";
    /// <https://www.w3.org/TR/vocab-dcat-3/#Property:distribution_media_type>
    DCAT_MEDIA_TYPE = "mediaType";
    /// <https://www.w3.org/TR/vocab-dcat-3/#Property:period_start_date>
    DCAT_START_DATE = "startDate";
    /// <https://www.w3.org/TR/vocab-dcat-3/#Property:period_end_date>
    DCAT_END_DATE = "endDate";
} }

terms! { "http://www.w3.org/2006/time#" {
    /// <https://www.w3.org/TR/owl-time/#time:unitMonth>
    TIME_UNIT_MONTH = "unitMonth";
    /// <https://www.w3.org/TR/owl-time/#time:unitYear>
    TIME_UNIT_YEAR = "unitYear";
} }

terms! { "http://id.loc.gov/datatypes/edtf/" {
    /// <https://id.loc.gov/datatypes/edtf/EDTF.html>
    EDTF = "EDTF";
} }

#[cfg(test)]
mod tests {
    use crate::model::Vocabulary;

    #[test]
    fn the_built_in_vocabulary_declares_the_same_namespace() {
        assert_eq!(Vocabulary::builtin().prefixes["relata"], super::RELATA.as_str());
    }
}
