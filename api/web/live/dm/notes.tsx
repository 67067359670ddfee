import { Button, Textarea } from "@mantine/core";
import { useState } from "react";
import { MOST_TEXT } from "../../../src/encounters/engine/limits.js";
import classes from "./dm.module.css";

export interface NotesProps {
	readonly label: string;
	/** As they are kept. */
	readonly notes: string;
	readonly onKeep: (notes: string) => void;
}

/** Notes that nobody but the DM is told of. */
export function Notes({ label, notes, onKeep }: NotesProps) {
	const [text, setText] = useState(notes);
	return (
		<form
			className={classes.notes}
			onSubmit={(event) => {
				event.preventDefault();
				onKeep(text);
			}}
		>
			<Textarea
				label={label}
				value={text}
				onChange={(event) => setText(event.currentTarget.value)}
				maxLength={MOST_TEXT}
				rows={2}
			/>
			{text !== notes && (
				<Button type="submit" size="xs" variant="default">
					Keep them
				</Button>
			)}
		</form>
	);
}
