import { TextChatService } from "@rbxts/services";
import { Trove } from "@rbxts/trove";
import type { TalkRemotes } from "../../shared/remotes/engine-remotes";
import { headOf } from "../engine-head";
import { lineView } from "./line-view";
import { escapeRichText } from "./rich-text";

/** The channels of Roblox's own chat; a place without them shows bubbles alone. */
const CHANNELS = "TextChannels";
/** Seconds that the chat has to set itself up; lines wait for it meanwhile. */
const CHANNELS_SECONDS = 10;

function say(channelName: string, richText: string): void {
	const channel = TextChatService.FindFirstChild(CHANNELS)?.FindFirstChild(channelName);
	if (channel?.IsA("TextChannel")) channel.DisplaySystemMessage(richText);
}

/** Shows what is said: bubbles above NPCs, and lines in the chat window. Returns the stop. */
export function showLines(remotes: TalkRemotes): () => void {
	const trove = new Trove();
	const connect = () => {
		trove.add(
			remotes.line.connect((line, body) => {
				const view = lineView(line);
				const head = body && headOf(body);
				if (head) TextChatService.DisplayBubble(head, view.bubble);
				say("RBXGeneral", view.chat);
			}),
		);
		trove.add(remotes.system.connect((text) => say("RBXSystem", escapeRichText(text))));
	};
	trove.add(
		task.spawn(() => {
			TextChatService.WaitForChild(CHANNELS, CHANNELS_SECONDS);
			connect();
		}),
	);
	return () => trove.destroy();
}
