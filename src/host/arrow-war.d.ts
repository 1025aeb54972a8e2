/**
 * Types of the page object `window.arrowWar`, of its frame (data schema 1), of the messages between the map and the
 * page around it (protocol 1), and of the element `<arrow-war-map>` that embed.js defines.
 *
 * The object appears when the record has been read; before that it is undefined. What
 * `cargo run --bin record -- frame DAY` prints is a `Frame` too. Members and words may be added
 * within a schema version; those that stand here do not change.
 */

/** A civil day, proleptic Gregorian, no time zone: `1860-10-18`. */
export type Day = string;

export type Party = 'qing' | 'uk' | 'france' | 'russia' | 'us';

/** A party, or the coalition of `uk` and `france`. */
export type Side = Party | 'allied';

export type Holder = Side | 'contested' | 'not_stated';

/** Whose days rule where the article and other works differ. */
export type Reading = 'article' | 'other_works';

/** `now`: the day lies inside, both ends included; `recent`: ended at most 60 days before. */
export type Age = 'now' | 'recent' | 'past';

export type EventKind =
  | 'background' | 'incident' | 'diplomacy' | 'ultimatum' | 'movement' | 'battle' | 'capture'
  | 'bombardment' | 'landing' | 'occupation' | 'looting' | 'burning' | 'negotiation'
  | 'appointment' | 'treaty' | 'cession' | 'aftermath' | 'relic' | 'medal' | 'other';

/** Who holds a place. */
export interface PlaceState {
  id: string;
  holder: Holder;
  /** Parties that are there without holding it. */
  presence: Side[];
  /** First day of this state; `null`: since before the record. */
  since: Day | null;
  /** Last day of this state, included; `null`: it lasts. */
  until: Day | null;
  certainty: 'stated' | 'inferred' | 'not_stated';
}

/** Land that changed hands. */
export interface TerritoryState {
  id: string;
  status: 'qing' | 'ceded_unratified' | 'joint_unratified' | 'lent' | 'ceded';
  holder: Holder;
  claimant: Side | null;
  /** Id of the treaty the status rests on. */
  treaty: string | null;
  since: Day | null;
}

/** A treaty, from the day of its signature. */
export interface TreatyState {
  id: string;
  status: 'signed' | 'refused' | 'recognised' | 'approved' | 'in_force';
  since: Day | null;
}

/** A body of men or ships that is on the map. */
export interface ForceState {
  id: string;
  party: Side;
  /** Degrees, WGS 84, four decimals. */
  lon: number;
  lat: number;
  /** Interpolated between two dated positions. */
  between: boolean;
  /** Id of the nearest named place. */
  near: string | null;
}

/** Talks or a term under way, or ended on this very day. */
export interface TalkState {
  id: string;
  /** Who asks stands first. */
  parties: Side[];
  place: string | null;
  status: 'open' | 'refused' | 'accepted' | 'broken_off' | 'lapsed' | 'closed';
  /** End of the term that was set, EDTF. */
  deadline: string | null;
}

export interface EventState {
  id: string;
  kind: EventKind;
  place: string | null;
  age: Age;
  /** Ids of the facts it rests on. */
  facts: string[];
}

export interface FactState {
  id: string;
  age: Age;
}

/** The state of everything on one day. */
export interface Frame {
  schema: 1;
  date: Day;
  reading: Reading;
  places: PlaceState[];
  territories: TerritoryState[];
  treaties: TreatyState[];
  forces: ForceState[];
  talks: TalkState[];
  /** Everything that has begun, in date order. */
  events: EventState[];
  /** Everything that has begun, in date order; empty until the facts have been fetched. */
  facts: FactState[];
}

export interface ArrowWar {
  /** The map is drawn and answers. */
  readonly ready: boolean;
  /**
   * Moves the playhead to a day, pauses playback and closes the card; the view stays where it is.
   * Resolves when every mark of the map has been drawn in the document: whatever the page measures from then on, and
   * the browser's next frame, show that day. The card, the legend and the names of the day's places follow when
   * no other day has been asked for during 150 ms. A day outside the record shows its nearest. Rejects with a `RangeError` when it is no day.
   */
  seek(day: Day): Promise<void>;
  /** The day that is shown. */
  date(): Day;
  /** The state of everything on that day; `null` only if it could not be written out. */
  frame(): Frame | null;
  /** Size of the program's memory, bytes. */
  wasmBytes(): number;
}

/** West, south, east, north in degrees. */
export type Extent = [number, number, number, number];

/** What the page around the map may send to it. */
export type Call = { arrowWar: 1 } & (
  | { type: 'seek'; date: Day }
  | { type: 'play' | 'pause' | 'next' | 'previous' | 'frame?' }
  /** Answered in a kiosk with `count=1` in its address. */
  | { type: 'counts?' }
  /** 1 is the first. */
  | { type: 'chapter'; chapter: number | string }
  /** As the key `e` of the address: id of an event, `place:guangzhou`, …; `null` closes the card. */
  | { type: 'select'; id: string | null }
  | { type: 'view'; extent: Extent | string }
  | { type: 'language'; language: 'zh-Hant' | 'zh-Hans' | 'en' }
  | { type: 'theme'; theme: string }
);

/** What the map sends to the page around it. */
export type News = { arrowWar: 1 } & (
  /** The map answers; the first message. `first` and `last` are the record's days. */
  | { type: 'ready'; version: string; date: Day; language: string; first: Day; last: Day }
  | { type: 'date'; date: Day }
  | { type: 'chapter'; chapter: number }
  | { type: 'select'; id: string | null }
  /**
   * `notice`: the sentence the reader is told; the name of a call: its argument could not be read; `slow`, `load`,
   * `data`, `unsupported`, `panic`: the map could not start or has stopped.
   */
  | { type: 'problem'; kind: string; message: string }
  /** Every five seconds. */
  | { type: 'heartbeat'; date: Day; playing: boolean }
  | { type: 'frame'; frame: Frame | null }
  /** The visits counted, as rows of `day,what,count`. */
  | { type: 'counts'; csv: string }
);

/** A message of the map as an event of the element: `arrow-war-ready`, `arrow-war-date`, … */
export type NewsEvent<T extends News['type']> = CustomEvent<Extract<News, { type: T }>>;

/**
 * Attributes: `src` (the map's folder; without it the one of embed.js), `date`, `lang`, `view`, `event`, `chapter`,
 * `reading`, `scale`, `theme`, `mode`, `title`, `loading`, `sandbox`. A call made before the map answers waits for it.
 */
export interface ArrowWarMapElement extends HTMLElement {
  /** The day shown; `null` before the map answers. */
  readonly date: Day | null;
  readonly ready: boolean;
  seek(date: Day): void;
  play(): void;
  pause(): void;
  next(): void;
  previous(): void;
  chapter(chapter: number | string): void;
  select(id: string | null): void;
  view(extent: Extent | string): void;
  language(language: 'zh-Hant' | 'zh-Hans' | 'en'): void;
  theme(theme: string): void;
  frame(): Promise<Frame | null>;
}

declare global {
  interface HTMLElementTagNameMap {
    'arrow-war-map': ArrowWarMapElement;
  }
  interface Window {
    /** Undefined until the record has been read. */
    arrowWar?: ArrowWar;
  }
}
