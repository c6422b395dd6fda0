// SPDX-License-Identifier: Apache-2.0
// Runs cases one after the other and prints what came of each as one line of JSON.

/** A secret the policies know. */
export const KEY = 'AKIAIOSFODNN7EXAMPLE';

export async function run(cases) {
  for (const [name, ask] of Object.entries(cases)) {
    console.log(JSON.stringify({ case: name, ...(await outcome(ask)) }));
  }
}

async function outcome(ask) {
  try {
    return { answer: await ask() };
  } catch (error) {
    const { status, code, message } = error;
    return { error: error.constructor.name, status, code, message };
  }
}
