/**
 * Tells whoever listens now, here and in other processes: quick, and at most once. What must not be missed is in the
 * log; the bus may lose what it is told, never invents, and never throws.
 */
export interface Bus {
	/** Passes `data` on to everybody who listens to `subject`, this process included. */
	readonly publish: (subject: string, data: string) => void;
	/** Calls `heard` with what is published to exactly this subject; it must not throw. Returns the stop. */
	readonly subscribe: (subject: string, heard: (data: string) => void) => () => void;
	readonly status: () => BusStatus;
	/** Nothing is heard any more. */
	readonly close: () => Promise<void>;
}

export interface BusStatus {
	readonly engine: "memory" | "nats";
	/** Whether everybody hears: other processes too, where there are any. */
	readonly ready: boolean;
	readonly detail?: string;
	/** Subjects that are listened to in this process. */
	readonly subjects: number;
	/** Times that something was published here, since the start. */
	readonly published: number;
	/** Of those, what other processes could not hear. */
	readonly unheard: number;
}

/** Subjects are tokens joined by dots, `*` and `>` stand for others: a text of somebody else's goes in encoded. */
const PLAIN_TOKEN = /^[A-Za-z0-9_-]{1,64}$/;

/** A text as one token of a subject: itself where it is plain, else `~` and its base64url. No two share a token. */
export function subjectToken(text: string): string {
	return PLAIN_TOKEN.test(text) ? text : `~${Buffer.from(text).toString("base64url")}`;
}

/** A token that stands for itself: plain, or encoded before. */
const SAFE_TOKEN = /^(?:[A-Za-z0-9_-]{1,64}|~[A-Za-z0-9_-]*)$/;

/** A subject as it is listened to: its tokens, with whatever could stand for others, or for nothing, encoded. */
export function plainSubject(subject: string): string {
	return subject
		.split(".")
		.map((token) => (SAFE_TOKEN.test(token) ? token : subjectToken(token)))
		.join(".");
}

/** Subject of what changes for one player: the `WorldUpdateWire`s of the user's topic, as JSON. */
export function userUpdatesSubject(userId: string): string {
	return `world.updates.user.${subjectToken(userId)}`;
}
