using Planner.Artifacts;
using Planner.Planning;
using Planner.Runs;

namespace Planner.Tests.Planning;

public sealed class PlanReaderTests
{
    private const string Pair = """{"id":"s1","task":"image-to-text","inputs":{"image":"@f1"}},{"id":"s2","task":"translation","inputs":{"text":"@s1"},"parameters":{"target_language":"es"}}""";

    private static readonly Attachment[] Files = [new("f1", "receipt 2.png", new Artifact("a_1", "receipt 2.png", "image/png", 1, "00"))];

    /// <summary>One plan in every form that it may come in.</summary>
    public static TheoryData<string> Forms =>
    [
        """
        {"id":"s1","task":"image-to-text","inputs":{"image":"@receipt 2.png"}}

        {"id":"s2","task":"translation","inputs":{"text":"@s1"},"parameters":{"target_language":"es"}}
        """,
        """[{"id":"s1","task":"image-to-text","inputs":{"image":"@{receipt 2.png}"}},{"id":"s2","task":"translation","inputs":{"text":"@s1"}},]""",
        """
        {"version":1,"steps":[{"id":"s1","task":"image-to-text","inputs":[{"slot":"image","value":"@f1"}]},
                              {"id":"s2","task":"translation","inputs":[{"slot":"text","value":"@s1"}],"parameters":[{"name":"target_language","value":"es"}]}]}
        """,
        $"Sure! Here is {{the}} plan [as asked]:\n```json\n{{\"version\":1,\"steps\":[{Pair}]}}\n```\nTell me if there is an error.",
        $"<think>First {{\"id\":\"s9\",\"task\":\"summarization\"}}? No.</think>[{Pair}]",
        "[" + Pair.Replace('"', '\'') + "]",
        "{'steps': [{id: 's1', task: 'image-to-text', inputs: {image: '@f1'}}, // read\n {id: 's2', 'task': 'translation', inputs: {text: '@s1'}, 'optional': False}]}",
        """{"s1":{"task":"image-to-text","inputs":{"image":"@f1"}},"s2":{"task":"translation","inputs":{"text":"@s1"}}}""",
        """[{"task":"image-to-text","id":0,"dep":[-1],"args":{"image":"receipt 2.png"}},{"task":"translation","id":1,"dep":[0],"args":{"text":"<GENERATED>-0"}}]""",
        """{"name":"submit_plan","arguments":{"steps":[{"id":"s1","task":"image-to-text","inputs":{"image":"@f1"}},{"id":"s2","task":"translation","inputs":{"text":"@s1"}}]}}""",
        """{"tool_calls":[{"type":"function","function":{"name":"submit_plan","arguments":"{\"steps\":[{\"id\":\"s1\",\"task\":\"image-to-text\",\"inputs\":{\"image\":\"@f1\"}},{\"id\":\"s2\",\"task\":\"translation\",\"inputs\":{\"text\":\"@s1\"}}]}"}}]}""",
        """{"tool_calls":[{"id":"s1","function":{"name":"image-to-text","arguments":"{\"image\":\"@f1\"}"}},{"id":"s2","function":{"name":"translation","arguments":{"text":"{{s1.output}}"}}}]}""",
    ];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Read_AnyForm_GivesTheSameSteps(string text)
    {
        var plan = PlanReader.Read(text, Files, _ => { });

        plan.Steps.Select(step => step.Id).ShouldBe(["s1", "s2"]);
        plan.Steps.Select(step => step.Task).ShouldBe(["image-to-text", "translation"]);
        Input(plan.Steps[0], "image").ShouldBe(StepInput.To("f1"));
        Input(plan.Steps[1], "text").ShouldBe(StepInput.To("s1"));
    }

    [Fact]
    public void Read_TaskBenchForm_LinksSayWhatFeedsWhat()
    {
        var plan = PlanReader.Read(
            """
            {"task_nodes":[{"task":"Image-to-Text","arguments":["receipt 2.png"]},{"task":"Translation","arguments":["<node-0>.text",{"name":"target_language","value":"es"}]},{"task":"Summarization"}],
             "task_links":[{"source":"Image-to-Text","target":["Translation","Summarization"]}]}
            """,
            Files,
            _ => { });

        plan.Steps.Select(step => step.Id).ShouldBe(["s1", "s2", "s3"]);
        plan.Steps[0].Inputs["$1"].ShouldBe(StepInput.To("f1"));
        plan.Steps[1].Inputs["$1"].ShouldBe(StepInput.To("s1"));
        plan.Steps[1].Inputs["target_language"].ShouldBe(StepInput.Text("es"));
        plan.Steps[2].FedBy.ShouldBe(["s1"]);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Feed_InPiecesOfAnySize_GivesWhatReadingTheWholeGives(string text)
    {
        var whole = PlanReader.Read(text, Files, _ => { });
        foreach (var size in new[] { 1, 2, 3, 7, 50 })
        {
            var reader = new PlanReader(Files, [], _ => { });
            var steps = text.Chunk(size).SelectMany(piece => reader.Feed(new string(piece))).ToList();
            steps.AddRange(reader.Complete());

            Json(steps).ShouldBe(Json(whole.Steps));
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Feed_BrokenOffAtEveryPlace_NeverThrowsAndSaysSoOrIsWhole(string text)
    {
        for (var length = 0; length < text.Length; length++)
        {
            var reader = new PlanReader(Files, [], _ => { });
            var steps = (List<PlanStep>)[.. reader.Feed(text[..length]), .. reader.Complete()];

            (reader.Problems.Count > 0 || steps.Count > 0).ShouldBeTrue(text[..length]);
        }
    }

    [Theory]
    [InlineData("[{0}]")]
    [InlineData("{\"task_nodes\":[{0}]}")]
    [InlineData("{\"answer\":{\"json\":[{0}]}}")]
    [InlineData("{\"steps\":[{\"steps\":[{\"data\":{0}}]}]}")]
    public void Read_PlanInsideOfSomethingElse_IsFound(string around)
    {
        foreach (var plan in new[] { """{"task_nodes":[{"task":"a","arguments":["x"]},{"task":"b","arguments":["<node-0>"]}],"task_links":[]}""", """{"version":1,"steps":[{"id":"s1","task":"a","inputs":{}},{"id":"s2","task":"b","inputs":{"t":"@s1"}}]}""" })
        {
            var read = PlanReader.Read(around.Replace("{0}", plan, StringComparison.Ordinal), Files, _ => { });

            read.Steps.Select(step => step.Task).ShouldBe(["a", "b"]);
            read.Steps[1].Dependencies.ShouldBe(["s1"]);
        }
    }

    [Fact]
    public void Feed_StepInAList_IsGivenTheMomentItsBraceCloses()
    {
        var reader = new PlanReader(Files, [], _ => { });

        reader.Feed("""{"version":1,"steps":[{"id":"s1","task":"summarization","inputs":[{"slot":"text","value":"a } b"}]""").ShouldBeEmpty();
        reader.Feed("}").ShouldHaveSingleItem().Id.ShouldBe("s1");
        reader.Feed(""",{"id":"s2","task":"translation","inputs":{"text":"@s1"}}""").ShouldHaveSingleItem().Id.ShouldBe("s2");
        reader.Feed("]}").ShouldBeEmpty();
        reader.Complete().ShouldBeEmpty();
        reader.Problems.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"id":"s1","task":"t","inputs":{"text":"He said "hi" to me"}}""", "He said \"hi\" to me")]
    [InlineData("""{"id":"s1","task":"t","inputs":{"text":'It's fine'}}""", "It's fine")]
    [InlineData("""{"id":"s1","task":"t","inputs":{"text":"C:\dir \"q\" {x}"}}""", "C:\\dir \"q\" {x}")]
    [InlineData("{\"id\":\"s1\",\"task\":\"t\",\"inputs\":{\"text\":\"two\nlines\"}}", "two\nlines")]
    public void Read_QuotesAndBackslashesInText_AreKept(string text, string expected) =>
        PlanReader.Read(text, Files, _ => { }).Steps.Single().Inputs["text"].ShouldBe(StepInput.Text(expected));

    [Fact]
    public void Read_AtSignThatIsNoReference_IsLiteralAndReported()
    {
        var mends = new List<PlanMended>();

        var plan = PlanReader.Read("""{"id":"s1","task":"t","inputs":{"text":"@alice wrote to bob@example.org"}}""", Files, mends.Add);

        plan.Steps[0].Inputs["text"].ShouldBe(StepInput.Text("@alice wrote to bob@example.org"));
        mends.Single().Before.ShouldBe("@alice wrote to bob@example.org");
    }

    [Fact]
    public void Read_MembersThatStepsDoNotHave_AreReportedNotDropped()
    {
        var mends = new List<PlanMended>();

        var plan = PlanReader.Read("""{"id":"s1","task":"t","forEach":"@s0","priority":3,"complexity":"enormous"}""", Files, mends.Add);

        plan.Steps[0].ForEach.ShouldBe(StepInput.To("s0"));
        mends.Select(mend => mend.Before).ShouldBe(["\"priority\": 3", "\"complexity\": \"enormous\""]);
    }

    [Theory]
    [InlineData("", "no plan in it")]
    [InlineData("I can't do that, sorry {really}.", "no plan in it")]
    [InlineData("{\"weather\":\"fine\"}", "no plan in it")]
    [InlineData("{\"steps\":[{\"id\":\"s1\",\"inputs\":{}}]}", "Step 1 names no task")]
    [InlineData("{\"steps\":[{\"id\":\"s1\",\"task\":\"t\"},{\"id\":\"s2\"", "broke off after 1 steps")]
    public void Read_NoPlan_SaysWhat(string text, string message) =>
        Should.Throw<PlanFormatException>(() => PlanReader.Read(text, Files, _ => { })).Message.ShouldContain(message);

    [Theory]
    [InlineData("{\"version\":1,\"steps\":[]}")]
    [InlineData("[]")]
    public void Read_NoSteps_IsAPlanThatAnswersDirectly(string text) => PlanReader.Read(text, Files, _ => { }).Steps.ShouldBeEmpty();

    [Fact]
    public void Feed_IdOfAStandingStep_BecomesAnotherStep()
    {
        var standing = new PlanStep { Id = "s1", Task = "summarization", Inputs = new Dictionary<string, StepInput> { ["text"] = StepInput.Text("a") } };
        var reader = new PlanReader(Files, [standing], _ => { });

        var steps = reader.Feed("""[{"id":"s1","task":"translation","inputs":{"text":"b"}},{"id":"s2","task":"summarization","inputs":{"text":"@s1"}},{"id":"s1","task":"summarization","inputs":{"text":"a"}}]""");

        steps.Select(step => step.Id).ShouldBe(["s2", "s3"], "the last one is the standing step again");
        steps[1].Inputs["text"].ShouldBe(StepInput.To("s2"));
    }

    private static StepInput Input(PlanStep step, string slot) => step.Inputs[slot];

    private static string Json(IEnumerable<PlanStep> steps) => System.Text.Json.JsonSerializer.Serialize(steps.ToList());
}
