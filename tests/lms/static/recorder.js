// Remembers every call that a package makes of its LMS: name, arguments, answer, and the error code after it. What is
// remembered outlives the page, since the last calls are made while the page goes.

/** @param {any} api @param {string[]} names @param {string} code the name of the call that tells the last error */
function recordCalls(api, names, code) {
  for (const name of names) {
    const run = api[name].bind(api);
    api[name] = (...given) => {
      const answer = run(...given);
      const calls = JSON.parse(sessionStorage.getItem("calls") ?? "[]");
      calls.push([name, given.map(String), String(answer), String(api[code]())]);
      sessionStorage.setItem("calls", JSON.stringify(calls));
      return answer;
    };
  }
}

/** @param {any} where the window that holds the API */
function recordLms(where) {
  if (where.API) recordCalls(where.API, ["LMSInitialize", "LMSFinish", "LMSGetValue", "LMSSetValue", "LMSCommit"], "LMSGetLastError");
  if (where.API_1484_11) recordCalls(where.API_1484_11, ["Initialize", "Terminate", "GetValue", "SetValue", "Commit"], "GetLastError");
}
