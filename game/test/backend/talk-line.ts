import type { HttpAnswer, HttpPort, HttpRequest } from "../../src/server/backend/http-port";
import type { MessagesWire, MessageWire, NpcWire } from "../../src/shared/wire";
import type { SeededRandom } from "../harness/random";
import { FakeJson } from "./fake-json";
import type { TalkBackend } from "./talk-backend";

/** What may happen to one request. */
export type TalkFault = "lostBefore" | "lostAfter" | "slow" | "http500" | "http429" | "proxyPage";

export const TALK_FAULTS: readonly TalkFault[] = [
	"lostBefore",
	"lostAfter",
	"slow",
	"http500",
	"http429",
	"proxyPage",
];

const FAST_SECONDS = 0.1;
const SLOW_SECONDS = 4;
const RETRY_AFTER_SECONDS = 2;
/** Requests held open by the backend are looked at again this often. */
const HOLD_SECONDS = 0.1;

/** Joins the place to the backend of talk over a line on which things go wrong, in virtual time. */
export class TalkLine implements HttpPort {
	faultRate = 0;
	faults = TALK_FAULTS;
	/** Nothing listens. */
	isDown = false;
	/** The direct call alone fails. */
	isDirectDown = false;
	readonly violations: string[] = [];
	readonly sent: { readonly request: HttpRequest; readonly at: number; readonly body: unknown }[] = [];
	private readonly json = new FakeJson();
	private due: { readonly at: number; readonly run: () => void }[] = [];
	private readonly open = new Map<string, number>();
	private lastFailed: string | undefined;

	constructor(
		private readonly backend: TalkBackend,
		private readonly random: SeededRandom,
		private readonly now: () => number,
	) {}

	readonly encode = this.json.encode;

	/** Bodies of the requests to a path, oldest first. */
	bodies<T>(path: string): T[] {
		return this.sent.filter(({ request }) => request.path === path).map(({ body }) => body as T);
	}

	/** The requests whose path holds `part`. */
	requests(part: string): { readonly path: string; readonly at: number }[] {
		const found = this.sent.filter(({ request }) => request.path.find(part, 1, true)[0] !== undefined);
		return found.map(({ request: { path }, at }) => ({ path, at }));
	}

	readonly send: HttpPort["send"] = (request, done) => {
		const kind = request.path.find("/inbox", 1, true)[0] !== undefined ? "inbox" : request.path;
		const path = kind === "/v1/npcs" ? "/v1/messages" : kind;
		const open = (this.open.get(path) ?? 0) + 1;
		this.open.set(path, open);
		if (open > 1 && path !== "/v1/chat") this.violations.push(`${open} requests are open to ${path}`);
		if (path === "/v1/messages") this.checkRetry(request.body!);
		const body = request.body === undefined ? undefined : this.json.decode(request.body);
		this.sent.push({ request, at: this.now(), body });
		const finish = (answer: HttpAnswer) => {
			this.open.set(path, this.open.get(path)! - 1);
			if (path === "/v1/messages") {
				const isTaken = answer.kind === "answered" && (answer.status === 204 || answer.status === 202);
				const isRefused = answer.kind === "answered" && answer.status === 400;
				this.lastFailed = isTaken || isRefused ? undefined : request.body;
			}
			done(answer);
		};
		this.exchange(request, body, finish);
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

	private exchange(request: HttpRequest, body: unknown, done: (answer: HttpAnswer) => void): void {
		const bytesSent = request.body?.size() ?? 0;
		const lost: HttpAnswer = { kind: "lost", reason: "HttpError: Timedout", bytesSent };
		const answer = (status: number, given?: unknown, retryAfterSeconds?: number): HttpAnswer => {
			return { kind: "answered", status, body: given, bytesSent, retryAfterSeconds };
		};
		const isDirect = request.path === "/v1/chat";
		if (this.isDown || (this.isDirectDown && isDirect)) return this.later(FAST_SECONDS, () => done(lost));
		const fault = this.random.chance(this.faultRate) ? this.random.pick(this.faults) : undefined;
		const quickly = (given: HttpAnswer) => this.later(FAST_SECONDS, () => done(given));
		if (fault === "lostBefore") return this.later(request.timeoutSeconds, () => done(lost));
		if (fault === "http500") return quickly(answer(500));
		if (fault === "http429") return quickly(answer(429, undefined, RETRY_AFTER_SECONDS));
		if (fault === "proxyPage") return quickly(answer(200));
		const seconds = fault === "slow" ? SLOW_SECONDS : FAST_SECONDS;
		const path = request.path.split("?")[0]!;
		const reply = (status: number, given?: unknown) => {
			const timeout = request.timeoutSeconds;
			if (fault === "lostAfter" || seconds > timeout) return this.later(timeout, () => done(lost));
			this.later(seconds, () => done(answer(status, given)));
		};
		if (path === "/v1/messages") {
			const { status, body: given } = this.backend.take(body as MessagesWire);
			reply(status, given);
		} else if (path === "/v1/npcs") reply(this.backend.register((body as { npcs: NpcWire[] }).npcs).status);
		else if (path === "/v1/chat") {
			const { status, body: given } = this.backend.chat((body as { message: MessageWire }).message);
			reply(status, given);
		} else this.hold(request, (given) => reply(200, given));
	}

	/** A poll is answered when there is something, or when its wait is over. */
	private hold({ path }: HttpRequest, reply: (body: unknown) => void): void {
		const [given] = path.match("cursor=([^&]+)");
		const cursor = typeIs(given, "string") ? given.gsub("%%3A", ":")[0] : undefined;
		const wait = tonumber(path.match("wait=(%d+)")[0]) ?? 0;
		const endsAt = this.now() + wait;
		const look = () => {
			const given = this.backend.poll(cursor, this.now() >= endsAt);
			if (given !== undefined) reply(given);
			else this.later(HOLD_SECONDS, look);
		};
		look();
	}

	/** What failed goes out again as it was, before anything else. */
	private checkRetry(text: string): void {
		if (this.lastFailed !== undefined && this.lastFailed !== text) {
			this.violations.push("a request was changed before it was taken");
		}
	}
}
