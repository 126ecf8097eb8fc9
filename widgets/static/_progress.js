// How far the remembered document says that someone has come: what was opened, tried and finished. Needs _store.js.

/** @param {{modules: {number: number, title: string, sections: number}[], pass_mark: number}} course @param {CourseState} state */
function howFar(course, state) {
  const modules = course.modules.map(module => {
    const bits = state.s[module.number] ?? 0;
    const [best, tries] = state.c[module.number] ?? [0, 0];
    let opened = 0;
    for (let at = 0; at < module.sections; at++) opened += (bits >> at) & 1;
    return { ...module, best, tries, seen: opened, opened: opened > 0 || tries > 0 };
  });
  const [best, tries] = state.c.post ?? [0, 0];
  const post = { best, tries, passed: tries > 0 && best >= course.pass_mark };
  const left = [
    ...modules.filter(module => !module.opened).map(module => `Open Module ${module.number}, ${module.title}, and try its knowledge check, once through.`),
    ...modules.filter(module => module.opened && !module.tries).map(module => `Try the knowledge check of Module ${module.number}, once through.`),
  ];
  return { modules, post, left, complete: !left.length && post.passed };
}
