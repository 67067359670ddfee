import { ActionIcon, TextInput } from "@mantine/core";
import { memo, useState, type SubmitEvent } from "react";
import { SendIcon } from "../../shell/icons.js";
import classes from "./story.module.css";

/** As of the API. */
const LONGEST_LINE = 500;

export interface ComposerProps {
	readonly disabled: boolean;
	readonly onSay: (text: string) => void;
}

/** Where the player says what they do. News of the story leave it as it is. */
export const Composer = memo(function Composer({ disabled, onSay }: ComposerProps) {
	const [text, setText] = useState("");

	function submit(event: SubmitEvent): void {
		event.preventDefault();
		const said = text.trim();
		if (said === "") return;
		onSay(said);
		setText("");
	}

	return (
		<form className={classes.composer} onSubmit={submit}>
			<TextInput
				className={classes.line}
				aria-label="Say or do something"
				placeholder="Say or do something: look, take …"
				value={text}
				onChange={(event) => setText(event.currentTarget.value)}
				maxLength={LONGEST_LINE}
				disabled={disabled}
				autoComplete="off"
				enterKeyHint="send"
				size="md"
			/>
			<ActionIcon type="submit" size={42} aria-label="Say it" disabled={disabled || text.trim() === ""}>
				<SendIcon />
			</ActionIcon>
		</form>
	);
});
