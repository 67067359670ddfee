import { Button, PasswordInput } from "@mantine/core";
import { useState, type SubmitEvent } from "react";
import { useAccess } from "./access-context.js";
import { isToken } from "./access.js";

export interface TokenFormProps {
	/** That the token must have; a player's needs none. */
	readonly role?: string;
	readonly onToken: () => void;
}

/** Takes a pasted token, kept for this tab alone. */
export function TokenForm({ role, onToken }: TokenFormProps) {
	const access = useAccess();
	const [text, setText] = useState("");
	const [wrong, setWrong] = useState(false);

	function submit(event: SubmitEvent): void {
		event.preventDefault();
		const token = text.trim().replace(/^Bearer\s+/i, "");
		setWrong(!isToken(token));
		if (!isToken(token)) return;
		access.use(token);
		onToken();
	}

	return (
		<form onSubmit={submit}>
			<PasswordInput
				label="Access token"
				description={`A JWT${role === undefined ? "" : ` with the role ${role}`}. It is kept for this tab only.`}
				value={text}
				onChange={(event) => setText(event.currentTarget.value)}
				error={wrong ? "This does not look like a token." : undefined}
				autoComplete="off"
				visibilityToggleButtonProps={{ "aria-label": "Show the token" }}
			/>
			<Button type="submit" mt="md" fullWidth>
				Connect
			</Button>
		</form>
	);
}
