import type { WebSocket } from "ws";
import type { FollowDoor } from "../../doors/doors.js";
import type { ReadyFrame } from "../../doors/ready-frame.js";
import type { TopicView } from "../../doors/topic-view.js";
import { Refusal } from "../../http/refusal.js";
import { type ServedSocket, SocketClose } from "../../http/socket-route.js";
import type { ClusterEntry } from "../talk-entries.js";
import { problemMessage } from "./answer-frame.js";
import { type ChannelEvent, eventsOf } from "./channels.js";
import { createFloodGate } from "./flood.js";
import { type InboundFrame, parseInboundFrame } from "./socket-frames.js";
import { type SocketReader, readToSocket } from "./socket-reader.js";
import { type Move, type Subscriptions, createSubscriptions } from "./subscriptions.js";

/** As long as the other doors give a reader that takes nothing. */
const BLOCKED_SECONDS = 30;
/** Channels and members that one connection may listen to: a full place of NPCs, with room. */
const MAX_SUBSCRIPTIONS = 5000;

export interface InboundDeps {
	readonly door: FollowDoor;
	/** A world's talk; its frames carry entries as they are, their type as the event. */
	readonly talk: TopicView;
	/** What the game server is told, where the reader is one. */
	readonly answers?: TopicView;
	/** The group that a member is in now. */
	readonly clusterOf: (member: string) => Promise<string | undefined>;
	/** Unix seconds. */
	readonly now: () => number;
	readonly onFailure: (error: unknown) => void;
	/** Seconds for which a reader may take nothing before it is closed. */
	readonly blockedSeconds?: number;
}

interface Happening {
	readonly events: readonly ChannelEvent[];
	/** Where the entry is a change of a cluster. */
	readonly cluster?: ClusterEntry;
}

/** An entry's events are made once, however many readers share its frame. */
function happenings(): (frame: ReadyFrame) => Happening {
	const made = new WeakMap<ReadyFrame, Happening>();
	return (frame) => {
		let happening = made.get(frame);
		if (!happening) {
			const { event, data } = JSON.parse(frame.json()) as { event: string; data: unknown };
			happening = {
				events: eventsOf(event, data),
				...(event === "cluster" && { cluster: data as ClusterEntry }),
			};
			made.set(frame, happening);
		}
		return happening;
	};
}

/** What a frame is to a reader: its events on channels listened to, before or after the moves it brings. */
function messageOf(frame: ReadyFrame, { events, cluster }: Happening, listening: Subscriptions) {
	const before = events.map((event) => listening.wants(event));
	const moves: readonly Move[] = cluster ? listening.moved(cluster) : [];
	const wanted = events.filter((event, index) => before[index] === true || listening.wants(event));
	if (wanted.length === 0 && moves.length === 0) return undefined;
	return JSON.stringify({
		type: "events",
		cursor: frame.id,
		...(moves.length > 0 && { moves }),
		events: wanted.map(({ channel, data }) => ({ channel, data })),
	});
}

/** Serves `/clusters/inbound`: answers, changes of clusters, lines and notes, as the reader listens to them. */
export function serveInbound(deps: InboundDeps): (socket: WebSocket) => ServedSocket {
	const { door, talk, answers, clusterOf, now, onFailure, blockedSeconds = BLOCKED_SECONDS } = deps;
	return (socket) => {
		const listening = createSubscriptions();
		const happeningOf = happenings();
		const flood = createFloodGate(now);
		const say = (message: object): void => socket.send(JSON.stringify(message));
		let readers: { readonly talk: SocketReader; readonly answers?: SocketReader } | undefined;
		let tail: Promise<void> = Promise.resolve();

		const cursors = () => ({ cursor: readers?.talk.cursor(), inboxCursor: readers?.answers?.cursor() });

		function start({ cursor, inboxCursor }: InboundFrame & { readonly type: "subscribe" }) {
			const talkReader = readToSocket(socket, {
				door,
				view: talk,
				wanted: cursor,
				message: (frame) => messageOf(frame, happeningOf(frame), listening),
				fresh: ({ cursor: at, data }, reset) =>
					JSON.stringify({
						type: reset ? "reset" : "started",
						...(reset && { reason: reset }),
						cursor: `${at.epoch}:${at.offset}`,
						state: JSON.parse(data) as unknown,
					}),
				onFailure,
				blockedSeconds,
			});
			if (!answers) return { talk: talkReader };
			return {
				talk: talkReader,
				answers: readToSocket(socket, {
					door,
					view: answers,
					wanted: inboxCursor,
					message: ({ id, json }) => `{"type":"answers","inboxCursor":"${id}","events":[${json()}]}`,
					fresh: ({ cursor: at }, reset) =>
						reset &&
						JSON.stringify({ type: "reset", reason: reset, inboxCursor: `${at.epoch}:${at.offset}` }),
					onFailure,
					blockedSeconds,
				}),
			};
		}

		async function take(text: string): Promise<void> {
			const frame = parseInboundFrame(text);
			const { channels, members } = frame;
			if (frame.type === "unsubscribe") {
				for (const channel of channels) listening.remove(channel);
				for (const member of members) listening.unfollow(member);
			} else {
				if (listening.count() + channels.length * 3 + members.length > MAX_SUBSCRIPTIONS) {
					throw new Refusal("too_many_requests", `At most ${MAX_SUBSCRIPTIONS} channels and members.`);
				}
				const clusters = await Promise.all(members.map(clusterOf));
				if (socket.readyState !== socket.OPEN) return;
				for (const channel of channels) listening.add(channel);
				members.forEach((member, index) => listening.follow(member, clusters[index]));
				readers ??= start(frame);
			}
			say({ type: `${frame.type}d`, ...cursors() });
		}

		socket.on("message", (data, isBinary) => {
			if (!flood.admits()) return socket.close(SocketClose.TooMany, "too many messages");
			if (isBinary) return socket.close(1003, "text only");
			tail = tail.then(() =>
				take(String(data)).catch((error: unknown) => {
					const { text, ours } = problemMessage(error);
					if (ours) onFailure(error);
					socket.send(text);
				}),
			);
		});
		socket.once("close", () => {
			readers?.talk.stop();
			readers?.answers?.stop();
		});
		return { goodbye: () => say({ type: "close", reason: "draining", ...cursors() }) };
	};
}
