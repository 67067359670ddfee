import type { EarshotView, Stage, StageLine } from "./stage";
import type { LineWire, MessageWire } from "../../shared/wire";
import type { Conversations } from "./conversations";
import { createConversations } from "./conversations";
import type { ConversationDeps } from "./conversation-deps";
import type { TalkEvent, TalkInput, TalkRead } from "./event-log";
import type { MindPort, Reply } from "./mind-port";

/** Something that talk did. */
export type TalkAct =
	| { readonly kind: "ask"; readonly message: MessageWire }
	| { readonly kind: "cancel"; readonly messageId: string }
	| { readonly kind: "spoken"; readonly line: LineWire }
	| { readonly kind: "show"; readonly line: StageLine }
	| { readonly kind: "typing"; readonly npcId: string; readonly isTyping: boolean }
	| { readonly kind: "face"; readonly npcId: string; readonly towardsId?: string }
	| { readonly kind: "follow"; readonly npcId: string; readonly leaderId?: string }
	| { readonly kind: "emote"; readonly npcId: string }
	| { readonly kind: "system"; readonly playerId: string; readonly text: string }
	| { readonly kind: "earshot"; readonly playerId: string; readonly view: EarshotView }
	| { readonly kind: "interaction"; readonly id: string; readonly narrative: string };

/** The ports through which talk acts, each act told to `onAct` and to nobody else. */
export interface ActPorts {
	readonly stage: Stage;
	readonly mind: MindPort;
	readonly reportInteraction: (id: string, narrative: string) => void;
}

/** `onAsk` takes what may answer a question, beside the act. */
export function actPorts(
	onAct: (act: TalkAct) => void,
	onAsk?: (message: MessageWire, onReply: (reply: Reply) => void) => void,
): ActPorts {
	return {
		stage: {
			showLine: (line) => onAct({ kind: "show", line }),
			setTyping: (npcId, isTyping) => onAct({ kind: "typing", npcId, isTyping }),
			face: (npcId, towardsId) => onAct({ kind: "face", npcId, towardsId }),
			follow: (npcId, leaderId) => onAct({ kind: "follow", npcId, leaderId }),
			emote: (npcId) => onAct({ kind: "emote", npcId }),
			systemLine: (playerId, text) => onAct({ kind: "system", playerId, text }),
			earshot: (playerId, view) => onAct({ kind: "earshot", playerId, view }),
		},
		mind: {
			ask: (message, onReply) => {
				onAct({ kind: "ask", message });
				onAsk?.(message, onReply);
			},
			cancel: (messageId) => onAct({ kind: "cancel", messageId }),
			spoken: (line) => onAct({ kind: "spoken", line }),
			register: () => {},
		},
		reportInteraction: (id, narrative) => onAct({ kind: "interaction", id, narrative }),
	};
}

function give(conversations: Conversations, input: TalkInput, answer: (reply: Reply) => void): void {
	if (input.kind === "tick") conversations.tick(input.input);
	else if (input.kind === "changed") conversations.clustersChanged(input.tick, input.changeIds, input.now);
	else if (input.kind === "confirmed") conversations.confirmed(input.changeIds, input.ok);
	else if (input.kind === "heard") conversations.heard(input.playerId, input.text, input.now);
	else if (input.kind === "reply") answer(input.reply);
	else if (input.kind === "step") conversations.step(input.now);
	else if (input.kind === "forget") conversations.forget(input.id);
	else conversations.close();
}

/**
 * Lets talk have all of it again: with the config and a fresh `random` of the seed it had, a log leads to the
 * same acts in the same order. Throws where the log is not of this config, seed or version.
 */
export function replay(
	events: readonly TalkEvent[],
	deps: Pick<ConversationDeps, "config" | "random" | "createFloor">,
): readonly TalkAct[] {
	const acts: TalkAct[] = [];
	const waiting = new Map<string, (reply: Reply) => void>();
	let at = 0;
	const read = <T>(of: TalkRead["of"]): T => {
		const event = events[at];
		assert(event?.kind === "read" && event.of === of, `event ${at} is not the ${of} that is read here`);
		at += 1;
		return event.value as T;
	};
	const conversations = createConversations({
		...deps,
		...actPorts(
			(act) => acts.push(act),
			(message, onReply) => waiting.set(message.id, onReply),
		),
		newId: () => read("id"),
		entity: () => read("entity"),
		model: () => undefined,
		relationships: () => read("relationships"),
		locationAt: () => read("location"),
	});
	while (at < events.size()) {
		const event = events[at]!;
		assert(event.kind !== "read", `event ${at} was read by nobody`);
		at += 1;
		give(conversations, event, (reply) => {
			const onReply = waiting.get(reply.messageId);
			assert(onReply !== undefined, `nobody asked for the reply of event ${at - 1}`);
			onReply(reply);
		});
	}
	return acts;
}
