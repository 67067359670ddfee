import type { HttpAnswer, HttpPort } from "../../src/server/backend/http-port";
import type { SnapshotWire } from "../../src/shared/wire";
import type { SeededRandom } from "../harness/random";
import type { FakeBackend } from "./fake-backend";
import { FakeJson } from "./fake-json";

/** What may happen to one request. */
export type Fault =
	| "none"
	/** Never arrives. */
	| "lostBefore"
	/** Arrives; the answer does not. */
	| "lostAfter"
	| "slow"
	| "http500"
	| "http429"
	/** The backend has restarted and knows nothing any more. */
	| "restartedEmpty"
	/** The backend has restarted with what it knew some time ago. */
	| "restartedOlder";

export const ALL_FAULTS: readonly Fault[] = [
	"lostBefore",
	"lostAfter",
	"slow",
	"http500",
	"http429",
	"restartedEmpty",
	"restartedOlder",
];

const FAST_SECONDS = 0.1;
const SLOW_SECONDS = 6;
const TIMEOUT_SECONDS = 10;
export const RETRY_AFTER_SECONDS = 3;

interface Due {
	readonly at: number;
	readonly run: () => void;
}

/** Joins a sender to the fake backend over a line on which things go wrong, in virtual time. */
export class FaultyHttp implements HttpPort {
	/** Chance that a request meets a fault of `faults`. */
	faultRate = 0;
	faults = ALL_FAULTS;
	/** The backend has at some time gone back to what it knew before. */
	hasRolledBack = false;
	readonly violations: string[] = [];
	/** When each request went out. */
	readonly sentAt: number[] = [];
	readonly sent: { readonly text: string; readonly body: SnapshotWire }[] = [];
	private readonly json = new FakeJson();
	private due: Due[] = [];
	private open = 0;
	private older: ReturnType<FakeBackend["backup"]>;

	constructor(
		private readonly backend: FakeBackend,
		private readonly random: SeededRandom,
		private readonly now: () => number,
	) {
		this.older = backend.backup();
	}

	readonly encode = this.json.encode;

	readonly send: HttpPort["send"] = ({ body: text = "" }, done) => {
		this.open += 1;
		if (this.open > 1) this.violations.push("two requests are in flight");
		const body = this.json.decode(text) as SnapshotWire;
		this.checkSequence(text, body);
		this.sentAt.push(this.now());
		this.sent.push({ text, body });
		const [seconds, answer] = this.exchange(body, text.size());
		this.due.push({
			at: this.now() + seconds,
			run: () => {
				this.open -= 1;
				done(answer);
			},
		});
	};

	/** Hands over the answers whose time has come. */
	step(): void {
		const now = this.now();
		const ready = this.due.filter(({ at }) => at <= now);
		this.due = this.due.filter(({ at }) => at > now);
		for (const { run } of ready) run();
	}

	private exchange(body: SnapshotWire, bytesSent: number): [number, HttpAnswer] {
		const fault = this.random.chance(this.faultRate) ? this.random.pick(this.faults) : "none";
		const lost: HttpAnswer = { kind: "lost", reason: "HttpError: Timedout", bytesSent };
		if (fault === "lostBefore") return [TIMEOUT_SECONDS, lost];
		if (fault === "http500")
			return [FAST_SECONDS, { kind: "answered", status: 500, body: undefined, bytesSent }];
		if (fault === "http429") {
			const retryAfterSeconds = RETRY_AFTER_SECONDS;
			return [FAST_SECONDS, { kind: "answered", status: 429, body: undefined, retryAfterSeconds, bytesSent }];
		}
		if (fault === "restartedEmpty") this.backend.restartEmpty();
		if (fault === "restartedOlder") {
			this.backend.restore(this.older);
			this.hasRolledBack = true;
		} else if (this.random.chance(0.1)) this.older = this.backend.backup();
		const reply = this.backend.ingest(body);
		if (fault === "lostAfter") return [TIMEOUT_SECONDS, lost];
		const seconds = fault === "slow" ? SLOW_SECONDS : FAST_SECONDS;
		return [seconds, { kind: "answered", status: reply.status, body: reply.body, bytesSent }];
	}

	/** A new body has the next number; a retry is the same text. */
	private checkSequence(text: string, body: SnapshotWire): void {
		const last = this.sent.isEmpty() ? undefined : this.sent[this.sent.size() - 1]!;
		if (last?.text === text) return;
		const expected = (last?.body.seq ?? 0) + 1;
		if (body.seq !== expected) this.violations.push(`seq ${body.seq} where ${expected} was due`);
	}
}
