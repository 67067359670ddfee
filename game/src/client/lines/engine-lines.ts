import { TextChatService } from "@rbxts/services";
import type { LineMessage } from "../../shared/remotes/messages";
import { headOf } from "../engine-head";
import { lineView } from "./line-view";
import { escapeRichText } from "./rich-text";

/** The channels of Roblox's own chat; a place without them shows bubbles alone. */
const CHANNELS = "TextChannels";
/** Seconds that the chat has to set itself up. */
const CHANNELS_SECONDS = 10;

function say(channelName: string, richText: string): void {
	const channel = TextChatService.FindFirstChild(CHANNELS)?.FindFirstChild(channelName);
	if (channel?.IsA("TextChannel")) channel.DisplaySystemMessage(richText);
}

/** Yields until the chat can show lines, or 10 s. */
export function waitForChat(): void {
	TextChatService.WaitForChild(CHANNELS, CHANNELS_SECONDS);
}

/** Shows what somebody said: in a bubble above their body, where it is on this client, and in the chat window. */
export function showLine(line: LineMessage, body: Model | undefined): void {
	const view = lineView(line);
	const head = body && headOf(body);
	if (head) TextChatService.DisplayBubble(head, view.bubble);
	say("RBXGeneral", view.chat);
}

/** Shows a line of the place itself in the chat window. */
export function showSystemLine(text: string): void {
	say("RBXSystem", escapeRichText(text));
}
