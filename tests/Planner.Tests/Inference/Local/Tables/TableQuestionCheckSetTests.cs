using System.Text.Json;
using Planner.Inference.Local.Tables;

namespace Planner.Tests.Inference.Local.Tables;

/// <summary>Runs the labelled check set tests/data/table-question-answering.jsonl; an empty answer means that the table has none.</summary>
public sealed class TableQuestionCheckSetTests(ITestOutputHelper output)
{
    private const double LeastAccuracy = 0.8;

    [Theory]
    [InlineData("en")]
    [InlineData("ru")]
    public void Answer_CheckSet_IsAccurateEnough(string language)
    {
        CheckedQuestion[] questions = [.. File.ReadLines(FindFile()).Select(Read).Where(question => question.Lang == language)];

        int right = questions.Count(IsRight);

        output.WriteLine($"{language}: {right} of {questions.Length} right");
        (right / (double)questions.Length).ShouldBeGreaterThanOrEqualTo(LeastAccuracy);
    }

    private bool IsRight(CheckedQuestion question)
    {
        TableAnswer answer = TableQuestionAnswerer.Answer(TableSamples.Parse(question.Table), question.Question);
        if (answer.Answer != question.Answer)
        {
            output.WriteLine($"{question.Id} {question.Question} -> '{answer.Answer}', not '{question.Answer}' ({answer.Confidence}: {answer.Explanation})");
        }

        return answer.Answer == question.Answer;
    }

    private static CheckedQuestion Read(string line) => JsonSerializer.Deserialize<CheckedQuestion>(line, JsonSerializerOptions.Web)!;

    private static string FindFile()
    {
        string relative = Path.Combine("tests", "data", "table-question-answering.jsonl");
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, relative)))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder.ShouldNotBeNull($"There is no {relative} above the test program.").FullName, relative);
    }

    private sealed record CheckedQuestion(string Id, string Lang, string Table, string Question, string Answer);
}
