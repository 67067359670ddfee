import type { FollowDoor } from "../../doors/doors.js";
import type { CloseReason } from "../../doors/line.js";
import type { Reader } from "../../doors/reader.js";
import type { ReadyFrame } from "../../doors/ready-frame.js";
import { readToSocket } from "../../doors/socket-line.js";
import type { TopicView } from "../../doors/topic-view.js";
import { Refusal } from "../../http/refusal.js";
import { type ServeSocket, SocketClose } from "../../http/socket-route.js";
import { formatCursor } from "../../log/cursor.js";
import type { ClusterEntry } from "../talk-entries.js";
import { problemMessage } from "./answer-frame.js";
import { type ChannelEvent, eventsOf } from "./channels.js";
import { createFloodGate } from "../../http/flood-gate.js";
import { type InboundFrame, parseInboundFrame } from "./socket-frames.js";
import { type Move, type Subscriptions, createSubscriptions } from "./subscriptions.js";

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
export function serveInbound(deps: InboundDeps): ServeSocket {
	const { door, talk, answers, clusterOf, now, onFailure } = deps;
	return (socket, stream) => {
		const listening = createSubscriptions();
		const happeningOf = happenings();
		const flood = createFloodGate(now);
		let readers: { readonly talk: Reader; readonly answers?: Reader } | undefined;
		let tail: Promise<void> = Promise.resolve();

		/** One for both readers, whichever is at its end. */
		const goodbye = (reason: CloseReason): string => JSON.stringify({ type: "close", reason, ...cursors() });

		const cursors = () => ({ cursor: readers?.talk.cursor(), inboxCursor: readers?.answers?.cursor() });

		function start({ cursor, inboxCursor }: InboundFrame & { readonly type: "subscribe" }) {
			// A game server's key does not end.
			const reading = { door, expiresAt: undefined };
			const talkReader = readToSocket(
				{ socket, stream },
				{
					...reading,
					view: talk,
					wanted: cursor,
					words: {
						frame: (frame) => messageOf(frame, happeningOf(frame), listening),
						state: ({ cursor: at, data }, reset) => [
							JSON.stringify({
								type: reset ? "reset" : "started",
								...(reset && { reason: reset }),
								cursor: formatCursor(at),
								state: JSON.parse(data) as unknown,
							}),
						],
						close: goodbye,
					},
				},
			);
			if (!answers) return { talk: talkReader };
			return {
				talk: talkReader,
				answers: readToSocket(
					{ socket, stream },
					{
						...reading,
						view: answers,
						wanted: inboxCursor,
						words: {
							frame: ({ id, json }) => `{"type":"answers","inboxCursor":"${id}","events":[${json()}]}`,
							state: ({ cursor: at }, reset) =>
								reset
									? [JSON.stringify({ type: "reset", reason: reset, inboxCursor: formatCursor(at) })]
									: [],
							close: goodbye,
						},
					},
				),
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
			socket.send(JSON.stringify({ type: `${frame.type}d`, ...cursors() }));
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
		return { goodbye: () => socket.send(goodbye("draining")) };
	};
}
