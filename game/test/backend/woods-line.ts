import type { HttpAnswer, HttpPort, HttpRequest } from "../../src/server/backend/http-port";
import type { SeededRandom } from "../harness/random";
import { FakeJson } from "./fake-json";
import type { TakeBody, WoodsBackend } from "./woods-backend";

/** What may happen to one request. */
export type WoodsFault = "lostBefore" | "lostAfter" | "slow" | "http500" | "http429" | "proxyPage";

export const WOODS_FAULTS: readonly WoodsFault[] = [
	"lostBefore",
	"lostAfter",
	"slow",
	"http500",
	"http429",
	"proxyPage",
];

const FAST_SECONDS = 0.1;
const SLOW_SECONDS = 3;
/** Requests held open by the backend are looked at again this often. */
const HOLD_SECONDS = 0.1;

interface Sent {
	readonly request: HttpRequest;
	readonly at: number;
}

/** Joins the place to the backend of an experience over a line on which things go wrong, in virtual time. */
export class WoodsLine implements HttpPort {
	faultRate = 0;
	/** Nothing listens. */
	isDown = false;
	/** Answers every request with this status. */
	status: number | undefined;
	readonly violations: string[] = [];
	readonly sent: Sent[] = [];
	private readonly json = new FakeJson();
	private due: { readonly at: number; readonly run: () => void }[] = [];
	private readonly open = new Map<string, number>();

	constructor(
		private readonly backend: WoodsBackend,
		private readonly random: SeededRandom,
		private readonly now: () => number,
	) {}

	readonly encode = this.json.encode;

	/** The requests whose path holds `part`. */
	requests(part: string): readonly Sent[] {
		return this.sent.filter(({ request }) => request.path.find(part, 1, true)[0] !== undefined);
	}

	/** Bodies of the actions, oldest first, those sent again included. */
	actions(): readonly TakeBody[] {
		return this.requests("/actions").map(({ request }) => this.json.decode(request.body!) as TakeBody);
	}

	readonly send: HttpPort["send"] = (request, done) => {
		this.sent.push({ request, at: this.now() });
		const path = request.path.split("?")[0]!;
		const open = (this.open.get(path) ?? 0) + 1;
		this.open.set(path, open);
		const isAction = path.find("/actions", 1, true)[0] !== undefined;
		if (open > (isAction ? 4 : 1)) this.violations.push(`${open} requests are open to ${path}`);
		this.exchange(request, (answer) => {
			this.open.set(path, this.open.get(path)! - 1);
			done(answer);
		});
	};

	/** Hands over the answers whose time has come. */
	step(): void {
		const now = this.now();
		const ready = this.due.filter(({ at }) => at <= now);
		this.due = this.due.filter(({ at }) => at > now);
		for (const { run } of ready) run();
	}

	private later(seconds: number, run: () => void): void {
		this.due.push({ at: this.now() + seconds, run });
	}

	private exchange(request: HttpRequest, done: (answer: HttpAnswer) => void): void {
		const { path, timeoutSeconds, body } = request;
		const bytesSent = body?.size() ?? 0;
		const lost: HttpAnswer = { kind: "lost", reason: "HttpError: Timedout", bytesSent };
		const answer = (status: number, given?: unknown): HttpAnswer => ({
			kind: "answered",
			status,
			body: given,
			bytesSent,
		});
		const quickly = (given: HttpAnswer) => this.later(FAST_SECONDS, () => done(given));
		if (this.isDown) return quickly(lost);
		if (this.status !== undefined) return quickly(answer(this.status));
		const fault = this.random.chance(this.faultRate) ? this.random.pick(WOODS_FAULTS) : undefined;
		if (fault === "lostBefore") return this.later(timeoutSeconds, () => done(lost));
		if (fault === "http500") return quickly(answer(500));
		if (fault === "http429") return quickly(answer(429));
		if (fault === "proxyPage") return quickly(answer(200));
		const reply = (given: unknown) => {
			if (fault === "lostAfter") return this.later(timeoutSeconds, () => done(lost));
			this.later(fault === "slow" ? SLOW_SECONDS : FAST_SECONDS, () => done(answer(200, given)));
		};
		const userId = path.match("user_id=([^&]+)")[0];
		if (body !== undefined) reply(this.backend.take(this.json.decode(body) as TakeBody));
		else if (typeIs(userId, "string")) reply(this.backend.view(userId));
		else this.hold(path, reply);
	}

	/** A poll is answered when there is something, or when its wait is over. */
	private hold(path: string, reply: (body: unknown) => void): void {
		const [given] = path.match("cursor=([^&]+)");
		const cursor = typeIs(given, "string") ? given.gsub("%%3A", ":")[0] : undefined;
		const endsAt = this.now() + (tonumber(path.match("wait=(%d+)")[0]) ?? 0);
		const look = () => {
			const found = this.backend.poll(cursor, this.now() >= endsAt);
			if (found !== undefined) reply(found);
			else this.later(HOLD_SECONDS, look);
		};
		look();
	}
}
