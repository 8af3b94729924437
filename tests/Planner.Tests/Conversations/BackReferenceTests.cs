using Planner.Conversations;
using Planner.Values;

namespace Planner.Tests.Conversations;

public sealed class BackReferenceTests
{
    private static readonly IReadOnlyList<EarlierThing> Things =
    [
        new(1, "cat.png", Modality.Image),
        new(1, "dog.png", Modality.Image),
        new(1, "call.mp3", Modality.Audio),
        new(1, "r1.s1.txt", Modality.Text) { Task = "automatic-speech-recognition" },
        new(1, "r1.s2.txt", Modality.Text) { Task = "summarization", IsResult = true },
        new(2, "sales.csv", Modality.Table),
        new(2, "r2.s1.txt", Modality.Text) { Task = "translation", IsResult = true },
    ];

    [Theory]
    [InlineData("Describe the second picture", "dog.png")]
    [InlineData("What is in picture 2?", "dog.png")]
    [InlineData("Rotate the first image", "cat.png")]
    [InlineData("Опиши вторую картинку", "dog.png")]
    [InlineData("Что на первой фотографии?", "cat.png")]
    [InlineData("Translate that into German", "r2.s1.txt")]
    [InlineData("Summarise that", "r2.s1.txt")]
    [InlineData("translate it into French", "r2.s1.txt")]
    [InlineData("Переведи это на немецкий", "r2.s1.txt")]
    [InlineData("Озвучь его", "r2.s1.txt")]
    [InlineData("Read the summary aloud", "r1.s2.txt")]
    [InlineData("Сократи перевод", "r2.s1.txt")]
    [InlineData("Переведи расшифровку на английский", "r1.s1.txt")]
    [InlineData("Transcribe the recording again", "call.mp3")]
    [InlineData("Сколько строк в таблице?", "sales.csv")]
    [InlineData("Speak r1.s2 aloud", "r1.s2.txt")]
    [InlineData("Classify cat.png", "cat.png")]
    [InlineData("Compare both pictures", "cat.png,dog.png")]
    [InlineData("Compare these images", "cat.png,dog.png")]
    [InlineData("What is the capital of France?", "")]
    [InlineData("Draw a horse", "")]
    [InlineData("Summarise: Cats sleep a lot. Dogs bark at cats. Both are pets.", "")]
    [InlineData("Переведи на испанский: Это дом, в нём живут они и их дети", "")]
    [InlineData("Is \"I love this phone\" positive?", "")]
    [InlineData("Translate it to German: briefly", "r2.s1.txt")]
    [InlineData("Нарисуй лошадь", "")]
    public void Find_Words_AreTheThingsMeant(string text, string names) =>
        string.Join(',', BackReferences.Find(text, Things, hasFiles: false).Select(thing => thing.Name)).ShouldBe(names);

    [Theory]
    [InlineData("Describe this picture", "")]
    [InlineData("Опиши эту картинку", "")]
    [InlineData("Describe this", "r1.answer.txt")]
    [InlineData("Is it like this picture?", "r1.answer.txt")]
    [InlineData("Translate this table", "r1.answer.txt")]
    public void Find_NothingOfThatMedium_IsNotTheLastText(string text, string names) =>
        string.Join(',', BackReferences.Find(text, [new(1, "r1.answer.txt", Modality.Text) { IsResult = true }], hasFiles: false).Select(thing => thing.Name)).ShouldBe(names);

    [Theory]
    [InlineData("Translate that into German", "r2.s1.txt")]
    [InlineData("Перескажи это короче", "r2.s1.txt")]
    [InlineData("Convert it to mp3", "r3.s1.wav")]
    [InlineData("Translate the recording", "r3.s1.wav")]
    public void Find_AfterSomethingWasReadAloud_WorkOnTextMeansTheWords(string text, string name) =>
        BackReferences.Find(text, [.. Things, new(3, "r3.s1.wav", Modality.Audio) { Task = "text-to-speech", IsResult = true }], hasFiles: false).ShouldHaveSingleItem().Name.ShouldBe(name);

    [Theory]
    [InlineData("Who must pay for the roof?", "invoice.png")]
    [InlineData("how much does Maria Lopez pay", "invoice.png")]
    [InlineData("Кто платит за водопровод?", "r2.s1.txt")]
    [InlineData("What is the capital of France?", "")]
    [InlineData("What?", "")]
    [InlineData("Pay for the roof", "")]
    public void AskedAbout_QuestionWithoutAPointer_IsOfTheTurnThatSaysItsWords(string text, string names) =>
        string.Join(',', BackReferences.AskedAbout(
            text,
            [
                new(1, "invoice.png", Modality.Image),
                new(1, "r1.s1.txt", Modality.Text) { Task = "question-answering", IsResult = true, Text = "Maria Lopez must pay 1,250.00 EUR for the repair of the roof." },
                new(2, "r2.s1.txt", Modality.Text) { Task = "summarization", IsResult = true, Text = "Анна платит 4500 рублей за ремонт водопровода." },
            ],
            new Dictionary<int, string> { [1] = "Read the first line", [2] = "Перескажи письмо" }).Select(thing => thing.Name)).ShouldBe(names);

    [Theory]
    [InlineData("Make the second picture black and white", "Make dog.png black and white")]
    [InlineData("Сделай вторую картинку чёрно-белой", "Сделай dog.png чёрно-белой")]
    [InlineData("Rotate picture 2", "Rotate dog.png")]
    [InlineData("Translate that in a second", "Translate that in a second")]
    public void Name_CountedThing_IsCalledByItsName(string text, string named) =>
        BackReferences.Name(text, BackReferences.Find(text, Things, hasFiles: false)).ShouldBe(named);

    [Theory]
    [InlineData("Read the summary aloud", "Read r1.s2.txt aloud")]
    [InlineData("Translate the summary into German", "Translate r1.s2.txt into German")]
    [InlineData("Озвучь перевод", "Озвучь r2.s1.txt")]
    [InlineData("Переведи эту сводку на испанский", "Переведи r1.s2.txt на испанский")]
    [InlineData("Make the summary of the call", "Make the summary of the call")]
    [InlineData("The translation into German", "The translation into German")]
    [InlineData("Сделай перевод", "Сделай перевод")]
    [InlineData("Нужен перевод на немецкий", "Нужен перевод на немецкий")]
    [InlineData("Translate the recording", "Translate the recording")]
    public void Name_ResultCalledAfterItsTask_IsNoWishForTheTask(string text, string named) =>
        BackReferences.Name(text, BackReferences.Find(text, Things, hasFiles: false)).ShouldBe(named);

    [Theory]
    [InlineData("Translate that into German", "")]
    [InlineData("Describe the picture", "")]
    [InlineData("Compare it with the previous picture", "dog.png")]
    [InlineData("Сравни с предыдущей таблицей", "sales.csv")]
    public void Find_FilesComeWithTheRequest_PronounsMeanThem(string text, string names) =>
        string.Join(',', BackReferences.Find(text, Things, hasFiles: true).Select(thing => thing.Name)).ShouldBe(names);
}
