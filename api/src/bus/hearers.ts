import { plainSubject } from "./bus.js";

export interface HearersOptions {
	/** The first listener of a subject has come; returns what is done when the last one has gone. */
	readonly onFirst: (subject: string) => () => void;
	/** Hears of listeners that throw, which they must not. */
	readonly report: (message: string, details: Readonly<Record<string, unknown>>) => void;
}

/** Who listens in this process to which subject. */
export interface Hearers {
	/** Returns the stop. Nobody is added once it is closed. */
	readonly add: (subject: string, heard: (data: string) => void) => () => void;
	/** Whoever listens to the subject hears, whatever the others do meanwhile. */
	readonly tell: (subject: string, data: string) => void;
	/** Subjects that are listened to. */
	readonly count: () => number;
	readonly close: () => void;
}

interface Heard {
	readonly hearers: Set<(data: string) => void>;
	readonly stop: () => void;
}

/** Listeners by subject: one entry for each subject, however many listen to it. */
export function createHearers({ onFirst, report }: HearersOptions): Hearers {
	const bySubject = new Map<string, Heard>();
	let isClosed = false;

	return {
		add: (given, heard) => {
			if (isClosed) return () => undefined;
			const subject = plainSubject(given);
			const known = bySubject.get(subject) ?? { hearers: new Set(), stop: onFirst(subject) };
			bySubject.set(subject, known);
			// Of its own, so that the same function may listen twice.
			const hearer = (data: string): void => heard(data);
			known.hearers.add(hearer);
			return () => {
				if (!known.hearers.delete(hearer) || known.hearers.size > 0) return;
				bySubject.delete(subject);
				known.stop();
			};
		},
		tell: (given, data) => {
			const subject = plainSubject(given);
			for (const hearer of bySubject.get(subject)?.hearers ?? []) {
				try {
					hearer(data);
				} catch (error) {
					report("A listener of the bus failed.", { subject, err: error });
				}
			}
		},
		count: () => bySubject.size,
		close: () => {
			isClosed = true;
			for (const { hearers, stop } of bySubject.values()) {
				hearers.clear();
				stop();
			}
			bySubject.clear();
		},
	};
}
