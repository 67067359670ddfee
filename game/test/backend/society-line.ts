import type { HttpAnswer, HttpPort } from "../../src/server/backend/http-port";
import { show } from "../harness/expect";
import type { SeededRandom } from "../harness/random";
import type { SocietyBackend } from "./society-backend";

/** What may happen to one request. */
export type SocietyFault =
	"lostBefore" | "lostAfter" | "slow" | "http500" | "http429" | "proxyPage" | "nonsense";

export const SOCIETY_FAULTS: readonly SocietyFault[] = [
	"lostBefore",
	"lostAfter",
	"slow",
	"http500",
	"http429",
	"proxyPage",
	"nonsense",
];

const FAST_SECONDS = 0.1;
const SLOW_SECONDS = 3;

interface Sent {
	readonly path: string;
	readonly etag: string | undefined;
	readonly at: number;
}

/** Joins a place to the societies of its players over a line on which things go wrong, in virtual time. */
export class SocietyLine implements Pick<HttpPort, "send"> {
	faultRate = 0;
	/** Nothing listens. */
	isDown = false;
	/** Answers every request with this. */
	reply: { readonly status: number; readonly body?: unknown } | undefined;
	/** Seconds that an answer takes. */
	seconds = FAST_SECONDS;
	readonly sent: Sent[] = [];
	readonly violations: string[] = [];
	private due: { readonly at: number; readonly run: () => void }[] = [];
	private open = 0;

	constructor(
		private readonly backend: SocietyBackend,
		private readonly random: SeededRandom,
		private readonly now: () => number,
	) {}

	readonly send: HttpPort["send"] = ({ path, etag, timeoutSeconds }, done) => {
		this.sent.push({ path, etag, at: this.now() });
		this.open += 1;
		if (this.open > 1) this.violations.push(`${this.open} requests are open`);
		const [seconds, answer] = this.exchange(path, etag, timeoutSeconds);
		this.due.push({
			at: this.now() + seconds,
			run: () => {
				this.open -= 1;
				done(answer);
			},
		});
	};

	/** The users of each request, as its path names them. */
	asked(): readonly string[] {
		return this.sent.map(({ path }) => tostring(path.match("users=(.*)$")[0]));
	}

	/** Hands over the answers whose time has come. */
	step(): void {
		const now = this.now();
		const ready = this.due.filter(({ at }) => at <= now);
		this.due = this.due.filter(({ at }) => at > now);
		for (const { run } of ready) run();
	}

	private exchange(path: string, held: string | undefined, timeoutSeconds: number): [number, HttpAnswer] {
		const lost: HttpAnswer = { kind: "lost", reason: "HttpError: Timedout", bytesSent: 0 };
		const answered = (status: number, body?: unknown, etag?: string): HttpAnswer => ({
			kind: "answered",
			status,
			body,
			etag,
			bytesSent: 0,
		});
		if (this.isDown) return [this.seconds, lost];
		if (this.reply) return [this.seconds, answered(this.reply.status, this.reply.body)];
		const [list] = path.match("^/v1/chatroom/chatlings%?users=([%d,%-]+)$");
		if (!typeIs(list, "string")) {
			this.violations.push(path);
			return [this.seconds, answered(404)];
		}
		const userIds = list.split(",");
		if (userIds.size() > 100) this.violations.push(`${userIds.size()} users in one request`);
		const fault = this.random.chance(this.faultRate) ? this.random.pick(SOCIETY_FAULTS) : undefined;
		if (fault === "lostBefore" || fault === "lostAfter") return [timeoutSeconds, lost];
		if (fault === "http500") return [this.seconds, answered(500)];
		if (fault === "http429") return [this.seconds, answered(429)];
		if (fault === "proxyPage") return [this.seconds, answered(200)];
		if (fault === "nonsense") return [this.seconds, answered(200, { users: [{ user_id: 7 }] }, '"x"')];
		const users = this.backend.answer(userIds);
		const etag = show(users);
		const seconds = fault === "slow" ? SLOW_SECONDS : this.seconds;
		return [seconds, held === etag ? answered(304, undefined, etag) : answered(200, { users }, etag)];
	}
}
