import { TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import classes from "./dm.module.css";

export interface AmountProps {
	readonly label: string;
	/** What can be done with it: nothing, where no whole number was typed. */
	readonly children: (amount: number | undefined) => ReactNode;
}

/** A whole number that is typed, and what is done with it. */
export function Amount({ label, children }: AmountProps) {
	const [text, setText] = useState("");
	const amount = /^-?\d{1,4}$/.test(text.trim()) ? Number(text) : undefined;
	return (
		<div className={classes.amount}>
			<TextInput
				aria-label={label}
				placeholder={label}
				size="xs"
				inputMode="numeric"
				value={text}
				onChange={(event) => setText(event.currentTarget.value)}
			/>
			{children(amount)}
		</div>
	);
}
