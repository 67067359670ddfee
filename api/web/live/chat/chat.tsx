import { ActionIcon, NativeSelect, SegmentedControl, TextInput } from "@mantine/core";
import { useState, type SubmitEvent } from "react";
import type { RoomCommand } from "../../../src/encounters/encounters.js";
import { MOST_TEXT } from "../../../src/encounters/engine/limits.js";
import type { GameView, MessageView, Viewer } from "../../../src/encounters/engine/view.js";
import { SendIcon } from "../../shell/icons.js";
import { clockText } from "../../shell/time-text.js";
import { useReadAlong } from "../../shell/use-read-along.js";
import { userName } from "../words/people.js";
import classes from "./chat.module.css";

type Channel = "party" | "dm" | "private";

const CHANNELS: readonly { readonly value: Channel; readonly label: string }[] = [
	{ value: "party", label: "Party" },
	{ value: "dm", label: "DM" },
	{ value: "private", label: "Private" },
];

const NOTHING: Readonly<Record<Channel, string>> = {
	party: "Nobody has said anything yet. All at the table read what is said here.",
	dm: "What is said here is between you and the DM.",
	private: "What is said here is read by those it is for, and the DM.",
};

export interface ChatProps {
	readonly view: GameView;
	readonly viewer: Viewer | undefined;
	/** Of whoever reads. */
	readonly userId: string | undefined;
	readonly onGive: (body: RoomCommand) => void;
}

function Message({
	message,
	view,
	isOwn,
}: {
	readonly message: MessageView;
	readonly view: GameView;
	readonly isOwn: boolean;
}) {
	const { channel, from, to, text, at } = message;
	return (
		<li data-own={isOwn || undefined} data-channel={channel}>
			{channel !== "system" && (
				<p className={classes.from}>
					<b>{userName(view, from)}</b>
					{channel === "private" && <span>to {to.map((id) => userName(view, id)).join(", ")}</span>}
					<time>{clockText(at)}</time>
				</p>
			)}
			<p className={classes.text}>{text}</p>
		</li>
	);
}

/** Users whom something can be said to in private. */
function peopleOf(view: GameView, userId: string | undefined): readonly string[] {
	const ids = Object.values(view.participants).flatMap((one) => one.userId ?? []);
	return [...new Set([view.dmId, ...ids])].filter((id) => id !== userId);
}

/** What is said at the table, by channel. */
export function Chat({ view, viewer, userId, onGive }: ChatProps) {
	const [channel, setChannel] = useState<Channel>("party");
	const [text, setText] = useState("");
	const people = peopleOf(view, userId);
	const [chosen, setChosen] = useState<string>();
	const to = chosen !== undefined && people.includes(chosen) ? chosen : people[0];
	const shown = view.chatLog.filter((one) =>
		channel === "party" ? one.channel === "party" || one.channel === "system" : one.channel === channel,
	);
	const along = useReadAlong<HTMLOListElement>(shown);
	const isDm = viewer?.kind === "dm";
	const { chatEnabled, allowPrivateChat } = view.settings;
	const isOpen =
		isDm || (chatEnabled && viewer?.kind === "player" && (channel !== "private" || allowPrivateChat));

	function submit(event: SubmitEvent): void {
		event.preventDefault();
		const said = text.trim();
		if (said === "" || (channel === "private" && to === undefined)) return;
		onGive({ type: "chat", channel, text: said, ...(channel === "private" && { to: [to!] }) });
		setText("");
	}

	return (
		<section className={classes.chat} aria-label="Talk">
			<SegmentedControl
				size="xs"
				fullWidth
				data={[...CHANNELS]}
				value={channel}
				onChange={(value) => setChannel(value as Channel)}
				aria-label="Channel"
			/>
			<ol {...along} className={classes.messages} aria-label={`Messages, ${channel}`} tabIndex={0}>
				{shown.length === 0 && <li className={classes.nothing}>{NOTHING[channel]}</li>}
				{shown.map((message, index) => (
					<Message
						key={`${message.at} ${index}`}
						message={message}
						view={view}
						isOwn={message.from !== null && message.from === userId}
					/>
				))}
			</ol>
			<form className={classes.composer} onSubmit={submit}>
				{channel === "private" && (
					<NativeSelect
						aria-label="To whom"
						size="sm"
						value={to ?? ""}
						onChange={(event) => setChosen(event.currentTarget.value)}
						data={people.map((id) => ({ value: id, label: userName(view, id) }))}
					/>
				)}
				<TextInput
					className={classes.line}
					aria-label="Say something"
					placeholder={isOpen ? "Say something" : "You only watch here"}
					value={text}
					onChange={(event) => setText(event.currentTarget.value)}
					maxLength={MOST_TEXT}
					disabled={!isOpen}
					autoComplete="off"
					enterKeyHint="send"
				/>
				<ActionIcon type="submit" size={36} aria-label="Say it" disabled={!isOpen || text.trim() === ""}>
					<SendIcon />
				</ActionIcon>
			</form>
		</section>
	);
}
