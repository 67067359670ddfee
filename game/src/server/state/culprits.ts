import type { SnapshotWire } from "../../shared/wire";
import type { Encoding } from "../backend/http-port";
import { blamed, unencodable } from "./blame";
import type { SyncCounters } from "./counters";
import type { Flight } from "./flight";
import type { PlaceState } from "./game-state";
import type { Notices } from "./notices";
import { Trial } from "./trial";
import type { Verdict } from "./verdict";

/** A backend (or a proxy before it) that refuses even this much refuses for another reason than size. */
const SMALLEST_BODY_BYTES = 16_384;

function leftOutTopic(name: string): string {
	return `left out ${name}`;
}

/**
 * Keeps one bad part from silencing the whole place: finds out, as far as it can be found out, because of what a
 * body could not be encoded or was refused, and has that left out of the next ones.
 */
export class Culprits {
	private readonly leftOut = new Set<string>();
	private readonly trial = new Trial();
	private bodyBytes: number;

	constructor(
		maxBodyBytes: number,
		private readonly counters: SyncCounters,
		private readonly notices: Notices,
	) {
		this.bodyBytes = maxBodyBytes;
	}

	/** Member keys and cluster ids that are not told. */
	except(): ReadonlySet<string> {
		return this.leftOut;
	}

	/** Bytes that a body may have. */
	maxBytes(): number {
		return this.bodyBytes;
	}

	/** Events to be sent alone next; 0 where none are under suspicion. */
	onTrial(): number {
		return this.trial.size();
	}

	/** JSON cannot hold `body`. */
	notEncodable(body: SnapshotWire, encode: (part: unknown) => Encoding, reason: string): void {
		this.notices.once("encoding", "error", `A snapshot cannot be encoded: ${reason}`);
		this.leaveOut(unencodable(body, encode), reason);
	}

	/** The backend holds what `flight` said. */
	taken(flight: Flight): void {
		if (flight.alone) this.trial.cleared(flight.body.events.size());
		this.notices.over(["encoding"]);
	}

	/** The backend will never take `flight`. Returns how many of its first events are at fault and must go. */
	refused(flight: Flight, verdict: Verdict & { kind: "refused" }): number {
		const { body, text, alone } = flight;
		const names = blamed(verdict.paths, body);
		if (!names.isEmpty()) this.leaveOut(names, verdict.detail);
		else if (verdict.tooLarge && text.size() > SMALLEST_BODY_BYTES) {
			this.bodyBytes = math.max(SMALLEST_BODY_BYTES, math.floor(text.size() / 2));
		} else if (!alone) this.trial.begin(body.events.size());
		else if (this.trial.refused()) return 1;
		return 0;
	}

	/** Who is no longer there need not be left out. */
	keep(wanted: PlaceState): void {
		for (const name of this.leftOut) {
			if (wanted.humanContext.has(name) || wanted.clusters.has(name)) continue;
			this.leftOut.delete(name);
			this.notices.over([leftOutTopic(name)]);
		}
	}

	private leaveOut(names: ReadonlySet<string>, reason: string): void {
		for (const name of names) {
			this.leftOut.add(name);
			this.counters.leftOut += 1;
			this.notices.once(leftOutTopic(name), "error", `"${name}" is not told: ${reason}`);
		}
	}
}
